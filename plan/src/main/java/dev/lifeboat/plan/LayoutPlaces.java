package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Finds the place of each line of a text that is YAML and holds a root.
final class LayoutPlaces {
  private final List<String> lines;
  private final List<LayoutPlace> places;
  private final Iterator<Event> events;

  private LayoutPlaces(String text, List<String> lines) {
    this.lines = lines;
    this.places = new ArrayList<>(Collections.nCopies(lines.size(), new LayoutPlace.Free()));
    this.events = new Parse(YamlTree.SETTINGS).parseString(text).iterator();
  }

  /// By line.
  static List<LayoutPlace> of(String text, List<String> lines) {
    var made = new LayoutPlaces(text, lines);
    made.events.next(); // The start of the stream.
    made.events.next(); // The start of the document.
    made.node(made.events.next(), 0);
    return List.copyOf(made.places);
  }

  private void node(Event event, int level) {
    if (!(event instanceof CollectionStartEvent collection)) {
      begin(start(event), level, false);
      span(event, event);
    } else if (collection.isFlow()) {
      begin(start(event), level, false);
      span(event, last());
    } else if (event instanceof MappingStartEvent) {
      mapping(level);
    } else {
      sequence(start(event).getColumn(), level);
    }
  }

  private void mapping(int level) {
    for (var key = events.next(); !ends(key); key = events.next()) {
      begin(start(key), level, false);
      span(key, key);
      node(events.next(), level + 1);
    }
  }

  private void sequence(int column, int level) {
    for (var item = events.next(); !ends(item); item = events.next()) {
      dash(start(item).getLine(), column).ifPresent(line -> set(line, level, true));
      node(item, level + 1);
    }
  }

  /// The line that its dash begins, at the item or above it.
  private Optional<Integer> dash(int item, int column) {
    for (int line = Math.min(item, lines.size() - 1); line >= 0; line--) {
      var text = lines.get(line);
      if (text.startsWith("-", column) && text.substring(0, column).isBlank()) {
        return Optional.of(line);
      }
      if (line < item && !text.isBlank() && !text.strip().startsWith("#")) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// The end of the collection that has begun.
  private Event last() {
    int open = 1;
    var event = events.next();
    while (true) {
      open += event instanceof CollectionStartEvent ? 1 : ends(event) ? -1 : 0;
      if (open == 0) {
        return event;
      }
      event = events.next();
    }
  }

  private void begin(Mark mark, int level, boolean isItem) {
    int line = mark.getLine();
    if (line < lines.size() && lines.get(line).substring(0, column(mark)).isBlank()) {
      set(line, level, isItem);
    }
  }

  /// As characters of the line, which a mark counts by code points.
  private int column(Mark mark) {
    var line = lines.get(mark.getLine());
    return mark.getColumn() <= line.codePointCount(0, line.length())
        ? line.offsetByCodePoints(0, mark.getColumn())
        : line.length();
  }

  private void set(int line, int level, boolean isItem) {
    if (places.get(line) instanceof LayoutPlace.Free && !lines.get(line).isBlank()) {
      places.set(line, new LayoutPlace.Begins(level, isItem));
    }
  }

  private void span(Event first, Event last) {
    int begin = start(first).getLine();
    var end = last.getEndMark().orElseThrow();
    int most = Math.min(end.getLine(), lines.size() - 1);
    int to = end.getColumn() == 0 ? most - 1 : most;
    for (int line = begin + 1; line <= to; line++) {
      places.set(line, new LayoutPlace.Within(begin));
    }
  }

  private static boolean ends(Event event) {
    return event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd;
  }

  private static Mark start(Event event) {
    return event.getStartMark().orElseThrow();
  }
}
