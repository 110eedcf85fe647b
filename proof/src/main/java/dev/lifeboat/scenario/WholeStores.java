package dev.lifeboat.scenario;

import dev.lifeboat.plan.Count;
import dev.lifeboat.scenario.DataCheck.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares what a writer's region holds of whole stores with what its copy holds, although clients
/// may go on writing.
///
/// The writer is read before and after the copy, and the copy only once it must have all that the
/// first reading saw. What the writer holds both times the copy must hold too; what changed in
/// between is no difference, and is unknown.
///
/// @param writer the region whose stores take writes
/// @param copy the other one
public record WholeStores(String writer, String copy) {
  /// In an ETag, the mark of an object that was stored in parts: no checksum of its content.
  private static final String IN_PARTS = "-";

  /// A table, as one reading saw it.
  ///
  /// @param count rows that are older than the moment that all readings share
  /// @param sum of their columns; the same for the same rows in any order
  /// @param younger rows that are in neither
  public record Rows(long count, String sum, long younger) {
    private boolean same(Rows other) {
      return count == other.count && sum.equals(other.sum);
    }
  }

  /// A bucket, as one reading saw it.
  ///
  /// @param checksums of the current version of each key
  /// @param deleted the keys whose current version is a delete marker
  public record Objects(SortedMap<String, String> checksums, SortedSet<String> deleted) {}

  /// Compares the tables of one database, by name.
  ///
  /// @param first what the writer held, before the copy was read
  /// @param held what the copy held
  /// @param again what the writer held afterwards
  public List<Part> tables(
      String store,
      SortedMap<String, Rows> first,
      SortedMap<String, Rows> held,
      SortedMap<String, Rows> again) {
    var names = new TreeSet<>(first.keySet());
    names.addAll(held.keySet());
    names.addAll(again.keySet());
    if (names.isEmpty()) {
      return List.of(new Part(store, null, 0L, Judgement.MET, "holds no table"));
    }
    return names.stream()
        .map(name -> table(store, name, first.get(name), held.get(name), again.get(name)))
        .toList();
  }

  private Part table(
      String store, String name, @Nullable Rows first, @Nullable Rows held, @Nullable Rows again) {
    if (first == null && again == null) {
      return new Part(store, name, null, Judgement.MISSED, "is only in " + copy);
    }
    if (first == null || again == null) {
      return Part.unknown(store, name, "was made or dropped while it was compared");
    }
    if (held == null) {
      return new Part(store, name, first.count(), Judgement.MISSED, "is only in " + writer);
    }
    if (!first.same(again)) {
      return Part.unknown(store, name, "was changed while it was compared");
    }
    if (!first.same(held)) {
      var why =
          first.count() == held.count()
              ? Count.of(first.count(), "row") + " on both sides, and not the same"
              : "%s in %s, %d in %s"
                  .formatted(Count.of(first.count(), "row"), writer, held.count(), copy);
      return new Part(store, name, first.count(), Judgement.MISSED, why);
    }
    var younger =
        again.younger() == 0
            ? ""
            : ", beside %d that were written meanwhile".formatted(again.younger());
    return new Part(
        store,
        name,
        first.count(),
        Judgement.MET,
        "the same " + Count.of(first.count(), "row") + younger);
  }

  /// Compares one bucket, by key and checksum of the current version.
  ///
  /// @param deletes whether the plan replicates deletes; where not, a key that is deleted on one
  ///   side says nothing
  /// @param first what the writer held, before the copy was read
  /// @param held what the copy held
  /// @param again what the writer held afterwards
  public Part objects(String store, boolean deletes, Objects first, Objects held, Objects again) {
    var leftOut = new HashSet<String>();
    if (!deletes) {
      leftOut.addAll(first.deleted());
      leftOut.addAll(held.deleted());
      leftOut.addAll(again.deleted());
    }
    var found = new Found();
    first
        .checksums()
        .forEach((key, checksum) -> {
          if (!leftOut.contains(key)) {
            found.look(checksum, held.checksums().get(key), again.checksums().get(key));
          }
        });
    for (var key : held.checksums().keySet()) {
      if (!leftOut.contains(key)
          && !first.checksums().containsKey(key)
          && !again.checksums().containsKey(key)) {
        found.onlyInCopy++;
      }
    }
    return found.part(store);
  }

  /// What comes of one bucket. Keys are counted and never named: they may hold what customers are
  /// called, and the result is kept, sealed and sent to whoever helps.
  private final class Found {
    private long onlyInWriter;
    private long onlyInCopy;
    private long other;
    private long changed;
    private long inParts;
    private long same;

    private void look(String checksum, @Nullable String held, @Nullable String again) {
      if (!checksum.equals(again)) {
        changed++;
      } else if (held == null) {
        onlyInWriter++;
      } else if (held.equals(checksum)) {
        same++;
      } else if (held.contains(IN_PARTS) || checksum.contains(IN_PARTS)) {
        inParts++;
      } else {
        other++;
      }
    }

    private Part part(String store) {
      long compared = same + onlyInWriter + other;
      var why = new ArrayList<String>();
      tell(why, onlyInWriter, "only in " + writer);
      tell(why, onlyInCopy, "only in " + copy);
      tell(why, other, "with other content");
      if (!why.isEmpty()) {
        return new Part(store, null, compared, Judgement.MISSED, String.join("; ", why));
      }
      tell(why, changed, "changed while they were compared");
      tell(why, inParts, "stored in parts, whose checksums tell nothing");
      return why.isEmpty()
          ? new Part(store, null, same, Judgement.MET, "the same " + Count.of(same, "object"))
          : new Part(store, null, compared, Judgement.UNKNOWN, String.join("; ", why));
    }

    private static void tell(List<String> why, long keys, String what) {
      if (keys > 0) {
        why.add("%s %s".formatted(Count.of(keys, "object"), what));
      }
    }
  }
}
