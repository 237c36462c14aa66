package bnn4j.offload.voc;

import bnn4j.foundation.FailureText;
import bnn4j.foundation.InputFile;
import bnn4j.foundation.Refusal;
import bnn4j.offload.yolo.VocClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads the labelled objects of a photo. */
final class AnnotationFile {
  /** A thousand times what the marks of a photo take. */
  private static final int MOST_BYTES = 1 << 22;

  private final Path file;

  private AnnotationFile(Path file) {
    this.file = file;
  }

  /**
   * Reads an XML file of {@code Annotations}.
   *
   * @throws Refusal naming the file and what is missing or wrong in it
   */
  static List<Annotation> read(Path file) {
    return new AnnotationFile(file).read();
  }

  private List<Annotation> read() {
    List<Annotation> annotations = new ArrayList<>();
    NodeList objects = document().getElementsByTagName("object");
    for (int i = 0; i < objects.getLength(); i++) {
      annotations.add(annotation((Element) objects.item(i), i));
    }
    return annotations;
  }

  private Element document() {
    try {
      byte[] bytes = InputFile.read(file, MOST_BYTES, "XML");
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      // Annotations have no document types, and none is to be fetched.
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(bytes)).getDocumentElement();
    } catch (SAXException e) {
      throw new Refusal("%s: not XML: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new Refusal("%s: cannot be read: %s".formatted(file, FailureText.reason(e)), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Annotation annotation(Element object, int number) {
    String name = text(object, "name", number);
    int index = VocClass.NAMES.indexOf(name);
    if (index < 0) {
      throw new Refusal(
          "%s: object %d: expected one of VOC's classes (%s), found \"%s\""
              .formatted(file, number, String.join(", ", VocClass.NAMES), name));
    }
    Element box = child(object, "bndbox", number);
    boolean difficult =
        directChild(object, "difficult") != null && text(object, "difficult", number).equals("1");
    return new Annotation(
        index,
        number(box, "xmin", number),
        number(box, "ymin", number),
        number(box, "xmax", number),
        number(box, "ymax", number),
        difficult);
  }

  private Element child(Element parent, String name, int number) {
    Element found = directChild(parent, name);
    if (found == null) {
      throw new Refusal("%s: object %d: has no <%s>".formatted(file, number, name));
    }
    return found;
  }

  /** Parts of an object have names and boxes of their own. */
  private static Element directChild(Element parent, String name) {
    NodeList all = parent.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      if (all.item(i).getParentNode() == parent) {
        return (Element) all.item(i);
      }
    }
    return null;
  }

  private String text(Element parent, String name, int number) {
    return child(parent, name, number).getTextContent().strip();
  }

  private double number(Element parent, String name, int number) {
    String text = text(parent, name, number);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new Refusal(
          "%s: object %d: <%s>: expected a number, found \"%s\""
              .formatted(file, number, name, text),
          e);
    }
  }
}
