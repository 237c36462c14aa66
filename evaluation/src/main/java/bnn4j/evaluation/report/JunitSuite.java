package bnn4j.evaluation.report;

import bnn4j.foundation.AtomicFile;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results of checks as JUnit XML, which every CI shows.
 *
 * @param name of the command that checked
 * @param timestamp when, ISO 8601 in UTC; empty if it is not said
 * @param cases one for each result
 */
public record JunitSuite(String name, Optional<String> timestamp, List<Case> cases) {
  /** Copies the list. */
  public JunitSuite {
    cases = List.copyOf(cases);
  }

  /** The outcome of a case. */
  public enum Outcome {
    /** Passed. */
    PASSED,
    /** Checked, and below the minimum. */
    FAILED,
    /** Not checked. */
    BROKEN
  }

  /**
   * A result.
   *
   * @param group of cases that CI shows together
   * @param name within the group
   * @param seconds that it took
   * @param outcome how it went
   * @param message why it did not pass; of one that passed, what was found
   * @param output printed with it; empty for nothing
   */
  public record Case(
      String group, String name, double seconds, Outcome outcome, String message, String output) {}

  /**
   * Writes the file. A case that failed is a failure, one that could not be checked an error.
   *
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  public void write(Path file) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", name);
      xml.writeAttribute("tests", Integer.toString(cases.size()));
      xml.writeAttribute("failures", count(Outcome.FAILED));
      xml.writeAttribute("errors", count(Outcome.BROKEN));
      if (timestamp.isPresent()) {
        xml.writeAttribute("timestamp", timestamp.get());
      }
      for (Case one : cases) {
        write(one, xml);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    AtomicFile.write(file, text.toString());
  }

  private String count(Outcome outcome) {
    return Long.toString(cases.stream().filter(one -> one.outcome() == outcome).count());
  }

  private static void write(Case one, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", Html.printable(one.group()));
    xml.writeAttribute("name", Html.printable(one.name()));
    xml.writeAttribute("time", Html.format("%.3f", one.seconds()));
    if (one.outcome() != Outcome.PASSED) {
      xml.writeEmptyElement(one.outcome() == Outcome.FAILED ? "failure" : "error");
      xml.writeAttribute("message", Html.printable(one.message()));
    }
    if (!one.output().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(Html.printable(one.output()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }
}
