package dev.lifeboat.cli.status;

import dev.lifeboat.provider.Concern.Weight;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// A check or an assessment as JUnit's XML, which build servers show as tests: what is well passed,
/// an obstacle failed, or is skipped where the baseline has it, what nobody can tell is in error.
/// Written once.
public final class JunitReport {
  /// What XML cannot hold, however it is written.
  private static final Pattern UNWRITABLE =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final XMLStreamWriter xml;
  private final String suite;
  private final Path plan;

  private JunitReport(XMLStreamWriter xml, String suite, Path plan) {
    this.xml = xml;
    this.suite = suite;
    this.plan = plan;
  }

  /// The document.
  ///
  /// @param suite its name, such as `lifeboat check`
  /// @param sound what was checked and is well
  static String of(String suite, Path plan, List<String> sound, List<CheckEntry> found) {
    var text = new StringWriter();
    write(suite, plan, sound, found, new PrintWriter(text));
    return text.toString();
  }

  /// Writes the document.
  ///
  /// @param found each is written once it is made
  public static void write(
      String suite, Path plan, List<String> sound, List<CheckEntry> found, PrintWriter to) {
    try {
      var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(to);
      new JunitReport(xml, suite, plan).write(sound, found);
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("a writer that never fails takes all", impossible);
    }
    to.print('\n');
    to.flush();
  }

  private void write(List<String> sound, List<CheckEntry> found) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("testsuites");
    xml.writeStartElement("testsuite");
    attribute("name", suite);
    attribute("tests", sound.size() + found.size());
    attribute("failures", count(found, it -> isObstacle(it) && !it.isKnown()));
    attribute("errors", count(found, it -> it.weight() == Weight.UNKNOWN));
    attribute("skipped", count(found, it -> isObstacle(it) && it.isKnown()));
    for (var name : sound) {
      begin(plan, name);
      xml.writeEndElement();
    }
    for (var each : found) {
      write(each);
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(CheckEntry found) throws XMLStreamException {
    var at = found.at();
    var file = found.file(plan);
    begin(
        file,
        found.subject() + at.map(it -> " at %d:%d".formatted(it.line(), it.column())).orElse(""));
    attribute("file", file);
    if (at.isPresent()) {
      attribute("line", at.get().line());
    }
    switch (found.weight()) {
      case OBSTACLE -> write(found.isKnown() ? "skipped" : "failure", found);
      case UNKNOWN -> write("error", found);
      case WARNING -> {
        xml.writeStartElement("system-out");
        xml.writeCharacters(writable("%s %s".formatted(found.code(), found.text())));
        xml.writeEndElement();
      }
    }
    xml.writeEndElement();
  }

  private void write(String element, CheckEntry found) throws XMLStreamException {
    xml.writeStartElement(element);
    attribute("type", found.code());
    attribute("message", found.text());
    var place = found.at().map(it -> ":%d:%d".formatted(it.line(), it.column())).orElse("");
    xml.writeCharacters(
        writable("%s%s: %s %s".formatted(found.file(plan), place, found.code(), found.text())));
    xml.writeEndElement();
  }

  private void begin(Path file, String name) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", file);
    attribute("name", name);
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, writable(String.valueOf(value)));
  }

  private static long count(List<CheckEntry> found, Predicate<CheckEntry> counted) {
    return found.stream().filter(counted).count();
  }

  private static boolean isObstacle(CheckEntry found) {
    return found.weight() == Weight.OBSTACLE;
  }

  private static String writable(String text) {
    return UNWRITABLE.matcher(text).replaceAll("\uFFFD");
  }
}
