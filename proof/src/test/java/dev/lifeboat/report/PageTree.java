package dev.lifeboat.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// A page as the JDK's XML parser understands it, which proves that it is well-formed.
final class PageTree {
  private final Document document;

  private PageTree(Document document) {
    this.document = document;
  }

  static PageTree of(String html) {
    try {
      return new PageTree(
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(html))));
    } catch (IOException | ParserConfigurationException | SAXException malformed) {
      throw new AssertionError("the page is not well-formed", malformed);
    }
  }

  /// The text of the first element with that tag.
  String text(String tag) {
    return elements(tag).getFirst().getTextContent().strip().replaceAll("\\s+", " ");
  }

  List<String> texts(String tag) {
    return elements(tag).stream().map(Element::getTextContent).toList();
  }

  List<String> values(String tag) {
    return elements(tag).stream().map(element -> element.getAttribute("value")).toList();
  }

  /// The text of what a heading stands in.
  String sectionOf(String heading) {
    for (var title : elements("h2")) {
      if (title.getTextContent().equals(heading)) {
        return title.getParentNode().getTextContent().replaceAll("\\n", "");
      }
    }
    throw new AssertionError("no section '" + heading + "'");
  }

  List<String> tags() {
    return elements("*").stream().map(Element::getTagName).toList();
  }

  /// The text of the first picture within `figure`.
  String picture() {
    for (var figure : elements("figure")) {
      return figure.getElementsByTagName("svg").item(0).getTextContent();
    }
    throw new AssertionError("no picture");
  }

  private List<Element> elements(String tag) {
    var nodes = document.getElementsByTagName(tag);
    var elements = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
