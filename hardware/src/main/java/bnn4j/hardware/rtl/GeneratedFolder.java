package bnn4j.hardware.rtl;

import bnn4j.foundation.AtomicFile;
import bnn4j.foundation.AtomicFolder;
import bnn4j.foundation.FailureText;
import bnn4j.foundation.Refusal;
import bnn4j.overlay.Overlay;
import bnn4j.overlay.params.ParameterSet;
import bnn4j.overlay.text.OverlayFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An overlay's hardware as a folder: {@code overlay.sv} and {@code bnn_network.sv} generated, the
 * handwritten modules unchanged in {@code rtl/}, the list {@code sources.f} of all of them, {@code
 * overlay.yaml} with what they were generated from, a stub of constraints, and a script that
 * packages them for Vivado. With parameters, {@code memories/} holds what the memories start with.
 */
public final class GeneratedFolder {
  private static final String LIST = "sources.f";
  private static final String HAND_WRITTEN = "rtl/";
  private static final String MEMORIES = "memories";

  private GeneratedFolder() {}

  /**
   * Writes it, over a former one.
   *
   * @param parameters what the memories start with; without, the host loads them
   * @return the files by name
   * @throws Refusal if the folder holds something else, or cannot be written
   */
  public static List<String> write(
      Overlay overlay, Optional<ParameterSet> parameters, Path folder) {
    checkFree(folder);
    Pipeline pipeline = Pipeline.of(overlay);
    Map<String, String> files = files(overlay, pipeline, parameters.isPresent());
    parameters.ifPresent(
        set ->
            MemoryImages.of(pipeline, set)
                .forEach((name, text) -> files.put(MEMORIES + "/" + name, text)));
    new AtomicFolder(folder)
        .write(
            GeneratedFolder::isMemory,
            incoming ->
                files.forEach((name, text) -> AtomicFile.write(incoming.resolve(name), text)));
    return List.copyOf(files.keySet());
  }

  /** Memories may be those of another set, or of another folding. */
  private static boolean isMemory(Path name) {
    return name.startsWith(MEMORIES) && name.toString().endsWith(".mem");
  }

  private static Map<String, String> files(Overlay overlay, Pipeline pipeline, boolean filled) {
    Map<String, String> files = new LinkedHashMap<>();
    Map<String, String> modules = RtlSources.modules();
    StringBuilder list = new StringBuilder();
    Design.of(pipeline, filled ? MEMORIES : "")
        .files()
        .forEach(
            (name, text) -> {
              String path = modules.containsKey(name) ? HAND_WRITTEN + name : name;
              files.put(path, text);
              list.append(path).append('\n');
            });
    files.put(LIST, list.toString());
    files.put("overlay.yaml", OverlayFile.toYaml(overlay));
    files.put("overlay.xdc", CONSTRAINTS);
    files.put("package.tcl", SCRIPT.replace("NAME", overlay.name()));
    return files;
  }

  private static void checkFree(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new Refusal("%s: is a file; specify a folder with --out".formatted(folder));
    }
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve(LIST))) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new Refusal(
            "%s: contains files that are not generated hardware; specify an empty folder with --out"
                .formatted(folder));
      }
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(folder, FailureText.reason(e)), e);
    }
  }

  private static final String CONSTRAINTS =
      """
      # A stub: the clock of the published overlays, 100 MHz. All ports but ap_rst_n and irq are AXI
      # and belong to it; the block design constrains what leads to them.
      create_clock -name ap_clk -period 10.000 [get_ports ap_clk]
      """;

  private static final String SCRIPT =
      """
      # Packages the overlay as an IP in the folder ip:
      #
      #   vivado -mode batch -source package.tcl
      #
      # NOT TESTED: this script follows Vivado's manual (UG1118); it has not been run in Vivado.
      # In a block design connect s_axi_control to a GP master of the processor, at the address that
      # the driver uses, m_axi_hostmem to an HP slave, and ap_clk and ap_rst_n to the fabric's clock
      # and its reset.
      set here [file dirname [file normalize [info script]]]
      set part xc7z020clg400-1
      if {[llength $argv] > 0} { set part [lindex $argv 0] }

      create_project -force bnn4j [file join $here project] -part $part
      set list [open [file join $here sources.f]]
      foreach name [split [string trim [read $list]] "\\n"] {
        add_files -norecurse [file join $here $name]
      }
      close $list
      set_property file_type SystemVerilog [get_files *.sv]
      foreach memory [glob -nocomplain [file join $here memories *.mem]] {
        add_files -norecurse $memory
      }
      add_files -fileset constrs_1 -norecurse [file join $here overlay.xdc]
      set_property top overlay [current_fileset]
      update_compile_order -fileset sources_1

      ipx::package_project -root_dir [file join $here ip] -vendor bnn4j -library overlay \\
          -taxonomy /UserIP -import_files -force
      set core [ipx::current_core]
      set_property name [string map {. _ - _} NAME] $core
      set_property display_name "NAME" $core
      set_property version 1.0 $core
      ipx::update_checksums $core
      ipx::check_integrity $core
      ipx::save_core $core
      close_project
      """;
}
