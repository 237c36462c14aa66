package bnn4j.cli.offload;

import bnn4j.foundation.Refusal;
import bnn4j.network.TrainedLayer;
import bnn4j.network.npz.NpzConvolutions;
import bnn4j.offload.folding.OffloadFolding;
import bnn4j.offload.params.OffloadNetwork;
import bnn4j.offload.params.ParameterFiles;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code offload fold LAYERS.json --overlay OVERLAY.json --model FILE.npz}. */
@Command(
    name = "fold",
    description =
        "Folds trained convolutions (1-bit weights, 2- or 3-bit activations) into the parameter files of a layers file.",
    footer = "  bnn4j offload fold net-layers.json --overlay W1A3 --model net.npz")
final class OffloadFoldCommand implements Callable<Integer> {
  @Mixin private OffloadNetworkArgument argument;

  @Option(
      names = "--model",
      paramLabel = "FILE.npz",
      required = true,
      description =
          "Trained parameters: W [out][in][row][column], b, beta, gamma, mean, inv_std for each convolution in execution order; those of a split once per part.")
  private Path model;

  @Option(names = "--force", description = "Replace existing parameter files of another model.")
  private boolean force;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Schedule schedule = argument.schedule(spec);
    List<NpzConvolutions.Size> sizes =
        schedule.layers().stream().map(OffloadFoldCommand::size).toList();
    List<TrainedLayer> layers = NpzConvolutions.read(model, sizes);
    OffloadNetwork network = OffloadFolding.fold(schedule, layers);
    Path folder = argument.folder();
    ParameterFiles files = new ParameterFiles(folder);
    if (!force
        && network.parameters().entrySet().stream()
            .anyMatch(set -> files.holdsOther(set.getKey(), set.getValue()))) {
      throw new Refusal(
          "%s contains parameter files of another model; choose another folder with --params, or replace them with --force"
              .formatted(folder));
    }
    network.parameters().forEach(files::write);
    spec.commandLine()
        .getOut()
        .printf(
            "%s: %d sets for %s, %d files%n",
            folder,
            network.parameters().size(),
            schedule.overlay().name(),
            2 * schedule.overlay().pes() * network.parameters().size());
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static NpzConvolutions.Size size(Step.Layer layer) {
    return new NpzConvolutions.Size(
        layer.output().channels(), layer.call().inChannels(), layer.call().kernel());
  }
}
