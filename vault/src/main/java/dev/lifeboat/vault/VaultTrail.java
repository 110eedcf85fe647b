package dev.lifeboat.vault;

import dev.lifeboat.vault.TrailEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that was done with a vault, and so what of it stays.
///
/// @param entries in their order
/// @param damages entries that are gone or are not what was written
public record VaultTrail(List<TrailEntry> entries, List<VaultDamage> damages) {
  /// A removal that began so long ago is dead; it takes a half of that at most, by its own clock.
  static final Duration LONGEST_REMOVAL = Duration.ofDays(1);

  /// Later nobody remembers well what was asked.
  private static final Duration LONGEST_REQUEST = Duration.ofDays(7);

  public VaultTrail {
    entries = List.copyOf(entries);
    damages = List.copyOf(damages);
  }

  /// The same, as whoever removes something needs it.
  ///
  /// @throws DamageException when an entry is missing or damaged: it may be a hold
  VaultTrail whole() throws DamageException {
    if (!damages.isEmpty()) {
      var first = damages.getFirst();
      throw new DamageException(
          "%s: %s, so what is on hold or retained is not known; see 'lifeboat vault forget'"
              .formatted(first.where(), first.why()));
    }
    return this;
  }

  /// The holds by their snapshots, the oldest first.
  public Map<String, TrailEntry> holds() {
    var holds = new LinkedHashMap<String, TrailEntry>();
    for (var entry : entries) {
      if (entry.kind() == Kind.HOLD) {
        entry.names().forEach(it -> holds.putIfAbsent(it, entry));
      } else if (entry.kind() == Kind.RELEASE) {
        entry.names().forEach(holds::remove);
      }
    }
    return holds;
  }

  /// Those snapshots that nobody may remove yet.
  public List<RetainedSnapshot> retained(List<Snapshot> snapshots, Instant now) {
    var holds = holds();
    var backedUp = told(Kind.BACKUP);
    var found = new ArrayList<RetainedSnapshot>();
    for (var snapshot : snapshots) {
      var hold = Optional.ofNullable(holds.get(snapshot.id())).map(TrailEntry::text);
      var until = until(snapshot, backedUp);
      if (hold.isPresent() || until.isAfter(now)) {
        found.add(new RetainedSnapshot(snapshot, until, hold));
      }
    }
    return found;
  }

  /// The rules that are in force for what will be backed up.
  public List<VaultRetention> retentions() {
    var newest = new LinkedHashMap<String, VaultRetention>();
    for (var entry : entries) {
      if (entry.kind() == Kind.RETENTION) {
        newest.put(entry.text(), VaultRetention.of(entry));
      }
    }
    return List.copyOf(newest.values());
  }

  /// The entries that say what stays.
  List<String> words() {
    return entries.stream().filter(it -> it.kind().saysWhatStays()).map(TrailEntry::id).toList();
  }

  /// The longest of the rules that held when it was made and of those that came later, so that a
  /// shorter one never takes away from what is there. Of a snapshot of an older release nobody
  /// knows when it came: each counts.
  private Instant until(Snapshot snapshot, Set<String> backedUp) {
    boolean there = backedUp.contains(snapshot.id());
    var first = new HashMap<String, VaultRetention>();
    var until = Instant.MIN;
    for (var entry : entries) {
      if (entry.told(Kind.BACKUP).anyMatch(snapshot.id()::equals)) {
        there = false;
      } else if (entry.kind() == Kind.RETENTION) {
        var rule = VaultRetention.of(entry);
        if (!rule.covers(snapshot.source())) {
          continue;
        }
        if (there) {
          first.put(rule.source(), rule); // The next of the same source takes its place.
        } else {
          until = later(until, rule.until(snapshot.ended()));
        }
      }
    }
    for (var rule : first.values()) {
      until = later(until, rule.until(snapshot.ended()));
    }
    return until;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /// The vault's own rules of which snapshots a prune keeps.
  public KeepRules keepRules() {
    var rules = new KeepRules(Map.of());
    for (var entry : entries) {
      if (entry.kind() == Kind.KEEPING) {
        rules = KeepRules.ofFigures(entry.figures());
      }
    }
    return rules;
  }

  /// Those that neither the vault's own rules nor these keep; without any rule there are none.
  ///
  /// @param latest as [KeepRules#superfluous] takes it
  List<Snapshot> superfluous(KeepRules rules, List<Snapshot> all, Instant latest, Instant now) {
    var wanted =
        retained(all, now).stream().map(it -> it.snapshot().id()).collect(Collectors.toSet());
    var own = keepRules();
    if (own.isEmpty()) {
      return rules.superfluous(all, latest, wanted);
    }
    var gone = own.superfluous(all, latest, wanted);
    if (rules.isEmpty()) {
      return gone;
    }
    var others = rules.superfluous(all, latest, wanted);
    return gone.stream().filter(others::contains).toList();
  }

  /// The snapshots of which entries tell that.
  Set<String> told(Kind kind) {
    return entries.stream().flatMap(it -> it.told(kind)).collect(Collectors.toSet());
  }

  /// The snapshots of which somebody told that they go, and not that they stay after all.
  Set<String> removed() {
    var spared = told(Kind.SPARED);
    var removed = new HashSet<String>();
    entries.stream()
        .filter(it -> it.kind() == Kind.REMOVAL && !spared.contains(it.id()))
        .forEach(it -> removed.addAll(it.names()));
    return removed;
  }

  /// Whether somebody with another key asks to remove it. Both keys must have been there when the
  /// first did, else whoever asks makes a key to confirm it.
  boolean isAsked(String snapshot, String key, Instant now) {
    var requests =
        entries.stream()
            .filter(it -> it.kind() == Kind.REQUEST && it.names().getFirst().equals(snapshot))
            .filter(it -> it.at().plus(LONGEST_REQUEST).isAfter(now))
            .toList();
    var there = requests.isEmpty() ? List.<String>of() : requests.getFirst().names();
    return there.contains(key)
        && requests.stream()
            .map(it -> it.by().key())
            .anyMatch(it -> !it.equals(key) && there.contains(it));
  }

  /// Since when somebody may be removing that snapshot: a prune that told of it, or its own backup,
  /// which has not said yet that it stays.
  Optional<Instant> underway(String snapshot, Instant now) {
    var spared = told(Kind.SPARED);
    boolean kept = told(Kind.KEPT).contains(snapshot);
    return entries.stream()
        .filter(it -> it.names().contains(snapshot))
        .filter(it ->
            (it.kind() == Kind.REMOVAL && !spared.contains(it.id()))
                || (it.kind() == Kind.BACKUP && !kept))
        .map(TrailEntry::at)
        .filter(it -> it.plus(LONGEST_REMOVAL).isAfter(now))
        .findFirst();
  }
}
