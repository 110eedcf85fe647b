package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.YamlNode.Kind;
import dev.lifeboat.plan.YamlNode.Position;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
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

/// Builds the tree of one YAML 1.2 document. Few others know the YAML library: [YamlText] writes a
/// tree, [PlainScalar] tells kinds of scalars, [LayoutPlaces] finds the lines of a text.
///
/// Aliases, anchors and tags are refused: a plan is read by people in the middle of the night, and
/// what it says should stand where they look. It also bounds the tree by the size of the file.
final class YamlTree {
  /// The schema needs eight; deeper input is a mistake or an attack on the stack.
  private static final int MOST_DEPTH = 32;

  /// Twice what a portfolio of the largest size accepts one by one.
  static final int MOST_ITEMS = 200_000;

  static final String MANY_KEYS = manyKeys(MOST_ITEMS);
  static final String MANY_ITEMS = "a list has more than %d items".formatted(MOST_ITEMS);
  static final String SPLIT = "split it into several plans";

  /// In characters. Written with escapes it is still less than [BoundedReader] reads.
  private static final int MOST_OF_A_TEXT = 1 << 19;

  /// Keys and values that no plan has where they stand. Nobody mends more, one by one.
  static final int MOST_ASTRAY = 10_000;

  /// Of a mapping of so many keys it is remembered which there were. Of less most are a workload's.
  private static final int FEW = 64;

  private static final String REFERENCE = "see the plan reference";

  /// A power of two, and few enough to stay near the processor.
  private static final int MOST_WORDS = 1 << 12;

  /// The library's own limit is a twentieth of what a portfolio may be.
  static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(PlanReader.MOST_BYTES).build();

  private final Mistakes mistakes;
  private final Iterator<Event> events;

  /// Texts of late, each at a place that its hash gives: a portfolio has few, and each of them many
  /// times. Of such a text one is kept.
  private final String[] words = new String[MOST_WORDS];

  private final BoundedReader reader;
  private final PlanReferences references;

  /// Keys down to what is read; empty for items of lists.
  private final List<String> path = new ArrayList<>();

  private boolean isKey;

  private final KeyType<?> shape;
  private final int mostAstray;

  /// Where the last event began.
  private Position last;

  private Position firstAstray;
  private String lookAgain = REFERENCE;
  private int astray;

  private YamlTree(
      Reader text, KeyType<?> shape, int mostAstray, PlanReferences references, Mistakes mistakes) {
    this.mistakes = mistakes;
    this.shape = shape;
    this.mostAstray = mostAstray;
    this.references = references;
    this.reader = new BoundedReader(text);
    this.events = new Parse(SETTINGS).parseReader(reader).iterator();
    this.last = mistakes.start();
    this.firstAstray = last;
  }

  /// The root of any document, whatever its shape; empty, with a mistake told, if there is none.
  static Optional<YamlNode> of(Reader text, Mistakes mistakes) {
    return of(text, PlanShape.ANYTHING, MOST_ASTRAY, PlanReferences.untouched(), mistakes);
  }

  /// @param shape that the document should have, by [PlanShape]
  /// @param mostAstray of keys and values that have not that shape
  static Optional<YamlNode> of(
      Reader text, KeyType<?> shape, int mostAstray, PlanReferences references, Mistakes mistakes) {
    var tree = new YamlTree(text, shape, mostAstray, references, mistakes);
    try {
      return tree.document();
    } catch (BoundedReader.TooLong _) {
      mistakes.add(
          tree.last,
          "a text or comment behind this is longer than 4 MiB, or than 256 KiB in one line",
          "shorten it");
    } catch (TooMuch tooMuch) {
      if (mistakes.isListed()) {
        mistakes.add(tooMuch.at, tooMuch.told, tooMuch.fix);
      } else {
        mistakes.endBeforeEndOfFile();
      }
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
    var root = node(events.next(), shape, 0);
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

  private YamlNode node(Event event, KeyType<?> type, int depth) {
    var at = position(event);
    last = at;
    reader.beginStretch();
    if (!mistakes.isListed()) {
      throw new TooMuch(at, "", ""); // The list tells that it is full.
    }
    if (depth > MOST_DEPTH) {
      throw new TooMuch(at, "the file nests deeper than a plan can", REFERENCE);
    }
    if (!mistakes.isRoomForNode(event instanceof ScalarEvent it ? it.getValue().length() : 0)) {
      throw new TooMuch(
          at,
          "the plan has more keys and values than one may",
          mistakes.hasMostNodes()
              ? "split it into several plans"
              : "split it into several plans, or read it with more memory");
    }
    refuseAnchor(event, at);
    if (event instanceof ScalarEvent ? !PlanShape.takesScalar(type) : PlanShape.isNothing(type)) {
      stray(at);
    }
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
        if (scalar.getValue().length() > MOST_OF_A_TEXT) {
          throw new TooMuch(at, "a text is longer than 512 KiB", "shorten it");
        }
        refuseTag(scalar.getTag(), at);
        yield scalar(scalar, at);
      }
      case CollectionStartEvent collection -> {
        refuseTag(collection.getTag(), at);
        yield collection instanceof SequenceStartEvent
            ? sequence(at, PlanShape.item(type), depth)
            : mapping(at, type, depth);
      }
      default -> throw new IllegalStateException("no node begins with " + event);
    };
  }

  private YamlNode scalar(ScalarEvent scalar, Position at) {
    var written = scalar.getValue();
    boolean isValue = !isKey && written.indexOf('$') >= 0;
    var said = isValue ? references.value(written, path, at, mistakes) : Optional.of(written);
    if (said.isEmpty()) {
      return new YamlNode.Refused(at);
    }
    var text = word(said.get());
    return new YamlNode.Scalar(text, scalar.isPlain() ? PlainScalar.kind(text) : Kind.TEXT, at);
  }

  private YamlNode sequence(Position at, KeyType<?> each, int depth) {
    var items = new ArrayList<YamlNode>();
    path.addLast("");
    for (var event = events.next(); !ends(event); event = events.next()) {
      if (items.size() == MOST_ITEMS) {
        throw new TooMuch(position(event), MANY_ITEMS, SPLIT);
      }
      items.add(node(event, each, depth + 1));
    }
    path.removeLast();
    return new YamlNode.Sequence(items, at);
  }

  private YamlNode mapping(Position at, KeyType<?> type, int depth) {
    var entries = new ArrayList<YamlNode.Entry>();
    int most = PlanShape.mostKeys(type);
    var before = "";
    Set<String> names = Set.of();
    for (var event = events.next(); !ends(event); event = events.next()) {
      if (entries.size() == most) {
        throw new TooMuch(
            position(event),
            manyKeys(most),
            most == MOST_ITEMS ? SPLIT : "keep %d at most".formatted(most));
      }
      isKey = true;
      var key = node(event, PlanShape.ANYTHING, depth + 1);
      isKey = false;
      var word = key instanceof YamlNode.Scalar name ? name.text() : "";
      if (entries.size() == FEW) {
        names = new HashSet<>(entries.stream().map(YamlNode.Entry::name).toList());
      }
      if (names.isEmpty() ? word.equals(before) && !entries.isEmpty() : !names.add(word)) {
        stray(key.at()); // It was given before.
      }
      before = word;
      var below = PlanShape.below(type, word);
      if (type instanceof Keys keys && !keys.all().isEmpty() && PlanShape.isNothing(below)) {
        unknownKey(key.at(), word, keys);
      }
      path.addLast(word);
      var value = node(events.next(), below, depth + 1);
      path.removeLast();
      if (key instanceof YamlNode.Scalar name) {
        entries.add(new YamlNode.Entry(name, value));
      } else if (!(key instanceof YamlNode.Refused)) {
        mistakes.add(key.at(), "a key is " + key.kindName(), "write a word as the key");
      }
    }
    if (entries.isEmpty() && !PlanShape.takesEmpty(type)) {
      stray(at);
    }
    return new YamlNode.Mapping(entries, at);
  }

  private static String manyKeys(int most) {
    return "a mapping has more than " + Count.of(most, "key");
  }

  /// A slip in its name makes all that stands below it stray.
  private void unknownKey(Position at, String word, Keys keys) {
    if (astray == 0) {
      lookAgain = NearestWord.hint(word, "allowed here: ", keys.names());
    }
    stray(at);
  }

  /// Counts what no plan has there.
  private void stray(Position at) {
    firstAstray = astray == 0 ? at : firstAstray;
    astray++;
    if (astray > mostAstray) {
      throw new TooMuch(
          firstAstray,
          "no plan has this here, nor much that stands behind it",
          lookAgain + "; the rest of the file was not read");
    }
  }

  private static boolean ends(Event event) {
    return event.getEventId() == Event.ID.SequenceEnd || event.getEventId() == Event.ID.MappingEnd;
  }

  /// The text that was read before and is equal, if it was so of late.
  private String word(String text) {
    int place = text.hashCode() & (MOST_WORDS - 1);
    if (!text.equals(words[place])) {
      words[place] = text;
    }
    return words[place];
  }

  private void refuseTag(Optional<String> tag, Position at) {
    if (tag.isPresent()) {
      mistakes.add(at, "the tag " + Quote.plain(tag.get()) + " is not allowed", "remove it");
    }
  }

  private void refuseAnchor(Event event, Position at) {
    if (event instanceof NodeEvent node
        && node.getAnchor().isPresent()
        && !(event instanceof AliasEvent)) {
      mistakes.add(
          at,
          "the anchor &%s is not allowed in a plan"
              .formatted(Quote.plain(node.getAnchor().get().getValue())),
          "remove it, and write the value out where it is needed");
    }
  }

  private Position position(Event event) {
    return position(event.getStartMark(), mistakes);
  }

  /// Lines count on from file to file of a plan.
  private static Position position(Optional<Mark> mark, Mistakes mistakes) {
    return mark.isPresent()
        ? new Position(
            mistakes.linesBefore() + mark.get().getLine() + 1, mark.get().getColumn() + 1)
        : mistakes.start();
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
