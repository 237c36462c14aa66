package bnn4j.hardware.estimate;

import bnn4j.hardware.rtl.Pipeline;
import bnn4j.hardware.rtl.Stage;

/** A model that estimates the resources of hardware. */
public interface ResourceModel {
  /** What a stage takes: window, matrix unit with its memories, pool. */
  Resources of(Stage stage);

  /** What the pipeline takes beside its stages: registers, readers, writers, buffers. */
  Resources around(Pipeline pipeline);

  /** Everything. */
  default Resources of(Pipeline pipeline) {
    return pipeline.stages().stream().map(this::of).reduce(around(pipeline), Resources::plus);
  }
}
