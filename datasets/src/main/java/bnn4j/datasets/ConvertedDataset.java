package bnn4j.datasets;

import java.util.List;
import java.util.Optional;

/** A dataset whose images are converted to another shape as they are loaded. */
final class ConvertedDataset implements Dataset {
  private final Dataset source;
  private final ShapeConversion conversion;

  ConvertedDataset(Dataset source, ImageShape wanted) {
    this.source = source;
    this.conversion = new ShapeConversion(source.shape(), wanted);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public ImageShape shape() {
    return conversion.to();
  }

  @Override
  public List<String> classNames() {
    return source.classNames();
  }

  @Override
  public LabeledImages training() {
    return conversion.apply(source.training());
  }

  @Override
  public Optional<LabeledImages> validation() {
    return source.validation().map(conversion::apply);
  }

  @Override
  public LabeledImages test() {
    return conversion.apply(source.test());
  }

  @Override
  public Dataset as(ImageShape wanted) {
    return source.as(wanted);
  }

  /** The checksum of the data before the conversion. */
  @Override
  public String checksum() {
    return source.checksum();
  }
}
