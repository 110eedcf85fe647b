package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import dev.lifeboat.plan.YamlNode.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/// Builds the tree of one YAML 1.2 document. With [YamlText], which writes one, the only class that
/// knows the YAML library.
///
/// Aliases, anchors and tags are refused: a plan is read by people in the middle of the night, and
/// what it says should stand where they look. It also bounds the tree by the size of the file.
final class YamlTree {
  /// The schema needs eight; deeper input is a mistake or an attack on the stack.
  private static final int MOST_DEPTH = 32;

  /// The library's own limit is a twentieth of what a portfolio may be.
  static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(PlanReader.MOST_BYTES).build();

  private static final Map<Tag, Kind> KINDS =
      Map.of(
          Tag.INT, Kind.INTEGER,
          Tag.FLOAT, Kind.DECIMAL,
          Tag.BOOL, Kind.BOOLEAN,
          Tag.NULL, Kind.NOTHING);

  private final Mistakes mistakes;
  private final Iterator<Event> events;
  private final ScalarResolver resolver = new CoreScalarResolver(false);

  private YamlTree(String text, Mistakes mistakes) {
    this.mistakes = mistakes;
    this.events = new Parse(SETTINGS).parseString(text).iterator();
  }

  /// The document's root; empty, with a mistake told, if there is none.
  static Optional<YamlNode> of(String text, Mistakes mistakes) {
    try {
      return new YamlTree(text, mistakes).document();
    } catch (TooMuch tooMuch) {
      mistakes.add(tooMuch.at, tooMuch.told, tooMuch.fix);
    } catch (MarkedYamlEngineException syntax) {
      var means = YamlSyntax.of(String.valueOf(syntax.getProblem()));
      var began = syntax.getContextMark();
      var seen = syntax.getProblemMark();
      var at = (means.showsAtTheEnd() ? began.or(() -> seen) : seen.or(() -> began));
      mistakes.add(position(at, mistakes), means.told(), means.fix());
    } catch (YamlEngineException syntax) {
      var means = YamlSyntax.of(String.valueOf(syntax.getMessage()));
      mistakes.add(mistakes.start(), means.told(), means.fix());
    }
    return Optional.empty();
  }

  private Optional<YamlNode> document() {
    events.next(); // The start of the stream.
    if (!(events.next() instanceof DocumentStartEvent)) {
      mistakes.add(mistakes.start(), "the file is empty", "begin it with 'plan: NAME'");
      return Optional.empty();
    }
    var root = node(events.next(), 0);
    events.next(); // The end of the document.
    var next = events.next();
    if (next instanceof DocumentStartEvent) {
      mistakes.add(
          position(next),
          "a second document begins here",
          "keep one document a file, without '---'");
      return Optional.empty();
    }
    return Optional.of(root);
  }

  private YamlNode node(Event event, int depth) {
    var at = position(event);
    if (depth > MOST_DEPTH) {
      throw new TooMuch(at, "the file nests deeper than a plan can", "see the plan reference");
    }
    if (!mistakes.isRoomForNode()) {
      throw new TooMuch(
          at, "the plan has more keys and values than one may", "split it into several plans");
    }
    refuseAnchor(event);
    return switch (event) {
      case AliasEvent alias -> {
        mistakes.add(
            at,
            "the alias *%s is not allowed in a plan"
                .formatted(Quote.plain(alias.getAlias().getValue())),
            "write the value out");
        yield new YamlNode.Refused(at);
      }
      case ScalarEvent scalar -> {
        refuseTag(scalar.getTag(), at);
        yield new YamlNode.Scalar(scalar.getValue(), kind(scalar), at);
      }
      case CollectionStartEvent collection -> {
        refuseTag(collection.getTag(), at);
        yield collection instanceof SequenceStartEvent ? sequence(at, depth) : mapping(at, depth);
      }
      default -> throw new IllegalStateException("no node begins with " + event);
    };
  }

  private YamlNode sequence(Position at, int depth) {
    var items = new ArrayList<YamlNode>();
    for (var event = events.next(); !ends(event); event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new YamlNode.Sequence(items, at);
  }

  private YamlNode mapping(Position at, int depth) {
    var entries = new ArrayList<YamlNode.Entry>();
    for (var event = events.next(); !ends(event); event = events.next()) {
      var key = node(event, depth + 1);
      var value = node(events.next(), depth + 1);
      if (key instanceof YamlNode.Scalar scalar) {
        entries.add(new YamlNode.Entry(scalar, value));
      } else if (!(key instanceof YamlNode.Refused)) {
        mistakes.add(key.at(), "a key is " + key.kindName(), "write a word as the key");
      }
    }
    return new YamlNode.Mapping(entries, at);
  }

  private static boolean ends(Event event) {
    return event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd;
  }

  private Kind kind(ScalarEvent scalar) {
    return scalar.isPlain()
        ? KINDS.getOrDefault(resolver.resolve(scalar.getValue(), true), Kind.TEXT)
        : Kind.TEXT;
  }

  private void refuseTag(Optional<String> tag, Position at) {
    tag.ifPresent(
        t -> mistakes.add(at, "the tag " + Quote.plain(t) + " is not allowed", "remove it"));
  }

  private void refuseAnchor(Event event) {
    if (event instanceof NodeEvent node && !(event instanceof AliasEvent)) {
      node.getAnchor()
          .map(Anchor::getValue)
          .ifPresent(name ->
              mistakes.add(
                  position(event),
                  "the anchor &%s is not allowed in a plan".formatted(Quote.plain(name)),
                  "remove it, and write the value out where it is needed"));
    }
  }

  private Position position(Event event) {
    return position(event.getStartMark(), mistakes);
  }

  /// Lines count on from file to file of a plan.
  private static Position position(Optional<Mark> mark, Mistakes mistakes) {
    return mark.map(
            it -> new Position(mistakes.linesBefore() + it.getLine() + 1, it.getColumn() + 1))
        .orElseGet(mistakes::start);
  }

  /// Leaves the recursion; never leaves this class.
  private static final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Position at;
    private final String told;
    private final String fix;

    TooMuch(Position at, String told, String fix) {
      super(told, null, false, false);
      this.at = at;
      this.told = told;
      this.fix = fix;
    }
  }
}
