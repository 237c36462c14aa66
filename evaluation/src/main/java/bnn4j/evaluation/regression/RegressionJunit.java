package bnn4j.evaluation.regression;

import bnn4j.evaluation.regression.SetResult.Verdict;
import bnn4j.evaluation.report.Html;
import bnn4j.foundation.AtomicFile;
import java.io.StringWriter;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A checkup as JUnit XML, which every CI shows: a test case per set and place. */
public final class RegressionJunit {
  private RegressionJunit() {}

  /**
   * Writes the file. A set that fell is a failure, one that could not be checked an error.
   *
   * @throws bnn4j.foundation.Refusal if it cannot be written
   */
  public static void write(Regression checkup, Path file) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "check-accuracy");
      xml.writeAttribute("tests", Integer.toString(checkup.results().size()));
      xml.writeAttribute("failures", Integer.toString(checkup.with(Verdict.FELL).size()));
      xml.writeAttribute("errors", Integer.toString(checkup.with(Verdict.BROKEN).size()));
      xml.writeAttribute("timestamp", checkup.time());
      for (SetResult result : checkup.results()) {
        write(result, xml);
      }
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    AtomicFile.write(file, text.toString());
  }

  private static void write(SetResult result, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", result.place());
    xml.writeAttribute("name", Html.printable(result.set()));
    xml.writeAttribute("time", Html.format("%.3f", result.seconds()));
    String text = Html.printable(result.text());
    switch (result.verdict()) {
      case FELL -> writeMessage("failure", text, xml);
      case BROKEN -> writeMessage("error", text, xml);
      case PASSED -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(text);
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private static void writeMessage(String kind, String message, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeEmptyElement(kind);
    xml.writeAttribute("message", message);
  }
}
