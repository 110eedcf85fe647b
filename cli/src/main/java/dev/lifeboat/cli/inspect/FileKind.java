package dev.lifeboat.cli.inspect;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What kinds of files there are. The schema that a document begins with tells; of one that has
/// none the words by which even the beginning of a damaged one is told, of which the first that
/// fits counts, and at last its name.
@SuppressWarnings("ImmutableEnumChecker") // Copied, so it never changes.
enum FileKind {
  JOURNAL("journal.jsonl", "\"sequence\":", "\"previous\":"),
  LEDGER("ledger.jsonl", "\"lifeboat.ledger/v1\""),
  SEAL("seal.json", "\"lifeboat.seal/v1\""),
  RESULT("result.json", "\"lifeboat.drill/v1\""),
  DROPPED_CLAIM("dropped-claim.json", "\"lifeboat.dropped-claim/v1\""),
  PLACEMENT("", "\"writer\"", "\"highestEpoch\""),
  ASSIGNMENT("", "\"role\"", "\"highestEpoch\""),
  VOTE("", "\"holder\"", "\"epoch\""),
  LAB("lab.json", "\"plan\"", "\"regions\"", "\"agentPort\"");

  private static final Pattern SCHEMA =
      Pattern.compile("\\A\\s*\\{\\s*\"schema\"\\s*:\\s*(\"[^\"]*\")");

  private final String usualName;
  private final List<String> marks;

  /// @param usualName empty where files of the kind are named by what they are about
  FileKind(String usualName, String... marks) {
    this.usualName = usualName;
    this.marks = List.of(marks);
  }

  /// @param head the first characters of the file
  static Optional<FileKind> of(String name, String head) {
    var schema = SCHEMA.matcher(head);
    if (schema.find()) {
      // A schema that is no kind's may be damaged: then the name tells, and no word within.
      return Stream.of(values())
          .filter(kind -> kind.marks.contains(schema.group(1)))
          .findFirst()
          .or(() -> named(name));
    }
    return Stream.of(values())
        .filter(kind -> kind.marks.stream().allMatch(head::contains))
        .findFirst()
        .or(() -> named(name));
  }

  private static Optional<FileKind> named(String name) {
    return Stream.of(values()).filter(kind -> kind.usualName.equals(name)).findFirst();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
