package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Position;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Collects the mistakes of one plan while its files are read. Used by one thread.
///
/// Lines count on from file to file, so that a place is two numbers wherever it is.
public final class Mistakes {
  /// Nobody reads more at once, and a hostile file must not make an endless list.
  static final int MOST_LISTED = 200;

  /// So many more are counted; then the rest of the plan is not looked at. A portfolio that is
  /// wrong throughout has no more worth counting.
  static final int MOST_COUNTED = 20_000;

  /// Keys and values of all files: a portfolio of 100 000 workloads takes half of it, and each
  /// takes memory many times what it takes in a file.
  private static final int MOST_NODES = 8_000_000;

  /// Memory that a key or value takes until the plan is made, and each of its characters beside.
  private static final int NODE_BYTES = 200;

  private static final int CHARACTER_BYTES = 2;

  /// @param line counted on from file to file
  private record Found(int line, PlanMistake mistake) {}

  /// By how many lines stand in files before it.
  private final TreeMap<Integer, String> files = new TreeMap<>();

  private final List<Found> found = new ArrayList<>();
  private final int mostNodes;
  private int linesBefore;
  private int nodes;
  private long room = Runtime.getRuntime().maxMemory();
  private int unlisted;
  private boolean isCutShort;
  private boolean endsWhenFull;

  /// Those of a file, by the name that they bear.
  public Mistakes(String file) {
    this(file, MOST_NODES);
  }

  Mistakes(String file, int mostNodes) {
    this.mostNodes = mostNodes;
    files.put(0, file);
  }

  /// What a text of the plan takes beside its node.
  static int bytes(CharSequence text) {
    return CHARACTER_BYTES * text.length();
  }

  /// A file of so many bytes is held while it is read.
  void hold(int bytes) {
    room -= bytes;
  }

  void release(int bytes) {
    room += bytes;
  }

  /// Counts a key or value that was read; whether a plan may have as many, and there is memory for
  /// it: to refuse a plan is better than to end in the midst of it.
  boolean isRoomForNode(int characters) {
    nodes++;
    room -= NODE_BYTES + (long) CHARACTER_BYTES * characters;
    return nodes <= mostNodes && room >= 0;
  }

  boolean hasMostNodes() {
    return nodes > mostNodes;
  }

  /// What is read from now on stands in another file of the plan.
  ///
  /// @param linesBefore in all files before
  void begin(String file, int linesBefore) {
    files.put(linesBefore, file);
    this.linesBefore = linesBefore;
  }

  /// How many lines stand in files before the one that is read.
  int linesBefore() {
    return linesBefore;
  }

  /// The beginning of the file that is read.
  Position start() {
    return new Position(linesBefore() + 1, 1);
  }

  /// A mistake in the text, which is not about a key.
  void add(Position at, String what, String fix) {
    add(at, "", what, fix);
  }

  /// A mistake about the key of that path.
  public void add(Position at, String path, String what, String fix) {
    if (isListed()) {
      var file = files.lowerEntry(at.line());
      var mistake =
          new PlanMistake(file.getValue(), at.line() - file.getKey(), at.column(), path, what, fix);
      found.add(new Found(at.line(), mistake));
    } else {
      unlisted++;
      if (endsWhenFull && unlisted > MOST_COUNTED) {
        throw new Full();
      }
    }
  }

  /// What is made of a plan unless there are more mistakes than are counted.
  <T> Optional<T> untilFull(Supplier<Optional<T>> made) {
    endsWhenFull = true;
    try {
      return made.get();
    } catch (Full _) {
      return Optional.empty();
    } finally {
      endsWhenFull = false;
    }
  }

  /// A place as another one tells of it: `line 3`, with the file if that is not the same.
  String place(Position place, Position seenFrom) {
    var file = files.lowerEntry(place.line());
    var line = "line " + (place.line() - file.getKey());
    return file.equals(files.lowerEntry(seenFrom.line()))
        ? line
        : line + " of " + Quote.clean(file.getValue());
  }

  /// What stands behind the last one was not read.
  void endBeforeEndOfFile() {
    isCutShort = true;
  }

  /// Whether one more is told, not only counted.
  boolean isListed() {
    return found.size() < MOST_LISTED;
  }

  boolean none() {
    return found.isEmpty();
  }

  PlanResult.Invalid invalid() {
    var count = Count.of(found.size() + unlisted, "mistake");
    boolean ended = isCutShort || unlisted > MOST_COUNTED;
    var file = files.firstEntry().getValue();
    return new PlanResult.Invalid(file, inOrder(), ended ? "at least " + count : count);
  }

  /// All of them in the order of the files.
  public List<PlanMistake> inOrder() {
    var places = new ArrayList<>(found);
    places.sort(Comparator.comparingInt(Found::line).thenComparingInt(it -> it.mistake().column()));
    var ordered = new ArrayList<>(places.stream().map(Found::mistake).toList());
    if (unlisted > 0 || isCutShort) {
      var last = ordered.getLast();
      ordered.add(
          new PlanMistake(
              last.file(),
              last.line(),
              last.column(),
              "",
              isCutShort
                  ? "the rest of the file was not read"
                  : (unlisted > MOST_COUNTED ? "more than " + MOST_COUNTED : unlisted)
                      + " more mistakes are not listed",
              "correct these first"));
    }
    return List.copyOf(ordered);
  }

  /// Leaves what is being made of the plan; never leaves [#untilFull].
  private static final class Full extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Full() {
      super("", null, false, false);
    }
  }
}
