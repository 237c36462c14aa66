package bnn4j.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** The handlers of all addresses. */
final class Routes {
  /** The page's own files and what they are. */
  private static final Map<String, String> FILES =
      Map.of(
          "/", "index.html text/html; charset=utf-8",
          "/studio.css", "studio.css text/css; charset=utf-8",
          "/studio.js", "studio.js text/javascript; charset=utf-8",
          "/common.js", "common.js text/javascript; charset=utf-8",
          "/try.js", "try.js text/javascript; charset=utf-8",
          "/runs.js", "runs.js text/javascript; charset=utf-8",
          "/sets.js", "sets.js text/javascript; charset=utf-8",
          "/overlays.js", "overlays.js text/javascript; charset=utf-8",
          "/icon.svg", "icon.svg image/svg+xml");

  private interface Answer {
    Reply to(Request request) throws IOException;
  }

  private final Map<String, Answer> answers = new TreeMap<>();

  Routes(Project project) {
    SetPages sets = new SetPages(project);
    TryPages tries = new TryPages(project);
    RunPages runs = new RunPages(project);
    OverlayPages overlays = new OverlayPages(project);
    answers.put("GET /api/sets", request -> sets.list());
    answers.put("POST /api/classify", tries::classify);
    answers.put("POST /api/locate", tries::locate);
    answers.put("GET /api/runs", request -> runs.list());
    answers.put("GET /api/run", runs::run);
    answers.put("GET /report", runs::report);
    answers.put("GET /api/overlays", request -> overlays.list());
  }

  Reply answer(Request request) {
    String file = FILES.get(request.path());
    if (file != null && request.method().equals("GET")) {
      return file(file);
    }
    Answer answer = answers.get(request.method() + " " + request.path());
    if (answer == null) {
      return Reply.refused(404, "no such page");
    }
    try {
      return answer.to(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply file(String nameAndType) {
    String[] parts = nameAndType.split(" ", 2);
    try (InputStream in = Routes.class.getResourceAsStream(parts[0])) {
      return Reply.of(parts[1], in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
