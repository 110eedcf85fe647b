package dev.lifeboat.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
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

  /// The cells of each row in the tables of that style, in what a heading stands in.
  List<List<String>> rows(String heading, String style) {
    return within(section(heading), "table").stream()
        .filter(table -> styles(table).contains(style))
        .flatMap(table -> within(table, "tr").stream())
        .map(row -> cells(row).map(PageTree::flat).toList())
        .toList();
  }

  /// What is said under each name, in what a heading stands in.
  Map<String, String> pairs(String heading) {
    var names = within(section(heading), "dt");
    var said = within(section(heading), "dd");
    var pairs = new LinkedHashMap<String, String>();
    for (int i = 0; i < names.size(); i++) {
      pairs.put(flat(names.get(i)), flat(said.get(i)));
    }
    return pairs;
  }

  /// Where a figure stands in a table, as its heading and the style of the table.
  Set<String> tablesOfFigures() {
    var found = new TreeSet<String>();
    for (var title : elements("h2")) {
      for (var table : within((Element) title.getParentNode(), "table")) {
        if (within(table, "td").stream().anyMatch(cell -> styles(cell).contains("num"))) {
          found.add(title.getTextContent() + ": " + table.getAttribute("class"));
        }
      }
    }
    return found;
  }

  private Element section(String heading) {
    return elements("h2").stream()
        .filter(title -> title.getTextContent().equals(heading))
        .map(title -> (Element) title.getParentNode())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no section '" + heading + "'"));
  }

  private static Stream<Element> cells(Element row) {
    return within(row, "*").stream().filter(it -> it.getTagName().matches("t[hd]"));
  }

  private static List<String> styles(Element element) {
    return List.of(element.getAttribute("class").split(" "));
  }

  private static String flat(Element element) {
    return element.getTextContent().strip().replaceAll("\\s+", " ");
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
    return listed(document.getElementsByTagName(tag));
  }

  private static List<Element> within(Element element, String tag) {
    return listed(element.getElementsByTagName(tag));
  }

  private static List<Element> listed(NodeList nodes) {
    var elements = new ArrayList<Element>();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
