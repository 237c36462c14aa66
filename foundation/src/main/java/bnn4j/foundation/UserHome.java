package bnn4j.foundation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * The home folder, of which {@code ~} is short in all texts: {@code $HOME} as in a shell. The JVM
 * knows only the list of users, and takes {@code ?} for a user who is not in it, as in containers
 * that run with a number; libraries would make a folder of that name in the current one.
 */
public final class UserHome {
  private static final String PROPERTY = "user.home";
  private static final String UNKNOWN = "?";

  private UserHome() {}

  /** Tells the JVM and all libraries. */
  public static void adopt() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    Path found =
        find(System.getenv(), System.getProperty(PROPERTY)).orElseGet(() -> substitute(temporary));
    System.setProperty(PROPERTY, found.toString());
  }

  /**
   * The home folder, if somebody knows it.
   *
   * @param known what the JVM takes it for
   */
  static Optional<Path> find(Map<String, String> environment, String known) {
    return Optional.ofNullable(environment.get("HOME"))
        .filter(home -> home.startsWith("/"))
        .or(() -> Optional.ofNullable(known).filter(home -> !home.isBlank()))
        .filter(home -> !home.equals(UNKNOWN))
        .map(Path::of);
  }

  /** A folder that only this user can have made, below the one of temporary files. */
  static Path substitute(Path temporary) {
    try {
      Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      Path folder = temporary.resolve("bnn4j-" + user);
      if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && user.equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
        return folder;
      }
      return Files.createTempDirectory(temporary, "bnn4j-home");
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return temporary;
    }
  }
}
