package bnn4j.cli.offload;

import bnn4j.offload.driver.WeightImage;
import bnn4j.offload.schedule.FabricCall;
import bnn4j.offload.schedule.Schedule;
import bnn4j.offload.schedule.Step;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code offload show LAYERS.json --overlay OVERLAY.json}. */
@Command(
    name = "show",
    description = "Shows the accelerator calls of a network.",
    footer = "  bnn4j offload show tinier-yolo-layers.json --overlay W1A3")
final class OffloadShowCommand implements Callable<Integer> {
  /** Clock of the published bitstreams on PYNQ-Z1, in MHz. */
  private static final double CLOCK = 100;

  @Mixin private OffloadNetworkArgument argument;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Schedule schedule = argument.schedule(spec);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s on %s: %s in, %s out%n",
        schedule.network(), schedule.overlay().name(), schedule.input(), schedule.output());
    out.println(
        "layer          sets      channels     kernel  stride  side     pool          stored");
    for (Step.Layer layer : schedule.layers()) {
      print(layer, out);
    }
    out.printf(
        "%d calls, %.1f million operations%n",
        schedule.calls().size(), schedule.operations() / 1e6);
    long cycles = schedule.cycles();
    long words = WeightImage.words(schedule);
    out.printf(
        "at least %d cycles per image for sums, %.1f ms at %.0f MHz; %d words of weights through"
            + " each port per batch%n",
        cycles, cycles / CLOCK / 1e3, CLOCK, words);
    out.flush();
    return 0;
  }

  private static void print(Step.Layer layer, PrintWriter out) {
    FabricCall call = layer.call();
    String pool =
        call.pool()
            .map(p -> "%d x %d / %d, %d".formatted(p.size(), p.size(), p.stride(), p.inSide()))
            .orElse("");
    out.printf(
        "%-14s %-9s %4d -> %-4d %2d x %-2d %6d  %-8s %-13s %s%n",
        layer.name(),
        layer.sets().stream().map(String::valueOf).collect(Collectors.joining(" ")),
        call.inChannels(),
        call.outChannels(),
        call.kernel(),
        call.kernel(),
        call.stride(),
        "%d/%d".formatted(call.inSide(), call.paddedSide()),
        pool,
        layer.output());
  }
}
