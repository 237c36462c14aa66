package bnn4j.board;

import static org.assertj.core.api.Assertions.assertThat;

import bnn4j.overlay.Overlay;
import bnn4j.overlay.Overlays;
import bnn4j.overlay.driver.Accelerator;
import bnn4j.overlay.driver.AcceleratorContract;
import bnn4j.overlay.driver.DrivenAccelerator;
import bnn4j.overlay.driver.DriverSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The driver on a board whose Linux is a folder and whose FPGA is simulated. */
@EnabledOnOs(OS.LINUX)
class BoardAcceleratorTest extends AcceleratorContract {
  @TempDir Path folder;
  private final List<FakeBoard> boards = new ArrayList<>();

  @Override
  protected Accelerator open(Overlay overlay) throws IOException {
    FakeBoard board = new FakeBoard(Files.createTempDirectory(folder, "root"), overlay);
    boards.add(board);
    BoardSettings settings = BoardSettings.AS_IT_IS.withTree(board.fake().tree());
    return new DrivenAccelerator(
        BoardDevice.open(settings, board), overlay, DriverSettings.STANDARD.withImagesPerCall(32));
  }

  /** The simulation is tried on all of them elsewhere. */
  @Override
  protected List<Overlay> overlays() {
    return List.of(Overlays.named("lfcW1A1"), Overlays.named("cnvW2A2"));
  }

  @AfterEach
  void nothingWasDoneThatHardwareWouldNotLike() {
    assertThat(boards).isNotEmpty().allSatisfy(b -> assertThat(b.incidents()).isEmpty());
  }
}
