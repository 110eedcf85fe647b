package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A store that keeps each object for a while by a clock of a test.
class LockedMemoryStore extends StoreDecorator implements StoreLocks {
  private final Map<KeptObject, Instant> locks = new ConcurrentHashMap<>();
  private final List<KeptObject> asked = new CopyOnWriteArrayList<>();
  private final List<KeptObject> lengthened = new CopyOnWriteArrayList<>();
  private final Duration each;
  private final InstantSource clock;

  LockedMemoryStore(Duration each, InstantSource clock) {
    super(new MemoryVaultStore());
    this.each = each;
    this.clock = clock;
  }

  /// How often it was asked for a lock.
  int asked() {
    return asked.size();
  }

  /// How often a lock was lengthened.
  int lengthened() {
    return lengthened.size();
  }

  /// Calls for locks of packs and of what opens the vault.
  int callsForData() {
    return (int)
        Stream.concat(asked.stream(), lengthened.stream())
            .filter(it -> it.shelf() == Shelf.PACKS || it.shelf() == Shelf.KEYS)
            .count();
  }

  /// How often the lock of a pack was lengthened.
  int lengthenedPacks() {
    return (int) lengthened.stream().filter(it -> it.shelf() == Shelf.PACKS).count();
  }

  @Override
  public void put(Shelf shelf, String name, byte[] bytes, int length) throws IOException {
    super.put(shelf, name, bytes, length);
    locks.put(new KeptObject(shelf, name), clock.instant().plus(each));
  }

  @Override
  public void delete(Shelf shelf, String name) throws IOException {
    var until = locks.getOrDefault(new KeptObject(shelf, name), Instant.EPOCH);
    if (clock.instant().isBefore(until)) {
      throw new AccessDeniedException("%s/%s is kept until %s".formatted(shelf, name, until));
    }
    super.delete(shelf, name);
    locks.remove(new KeptObject(shelf, name));
  }

  @Override
  public Optional<StoreLocks> locks() {
    return Optional.of(this);
  }

  @Override
  public Duration each() {
    return each;
  }

  @Override
  public String where() {
    return "memory";
  }

  @Override
  public String right() {
    return "the right to lengthen";
  }

  @Override
  public Instant until(Shelf shelf, String name) throws IOException {
    var object = new KeptObject(shelf, name);
    asked.add(object);
    return lock(object);
  }

  private Instant lock(KeptObject object) throws IOException {
    var until = locks.get(object);
    if (until == null) {
      throw new NoSuchFileException(object.name());
    }
    return until;
  }

  @Override
  public void lengthen(Shelf shelf, String name, Instant until) throws IOException {
    var object = new KeptObject(shelf, name);
    lengthened.add(object);
    if (until.isBefore(lock(object))) {
      throw new AccessDeniedException("%s stays longer".formatted(object));
    }
    locks.put(object, until);
  }

  /// Takes so much off the locks of packs and of what opens the vault, as no store does.
  ///
  /// @return what they are on
  List<String> forgetLocks(Duration off) {
    var shorter = new ArrayList<String>();
    locks.replaceAll((object, until) -> {
      if (object.shelf() != Shelf.PACKS && object.shelf() != Shelf.KEYS) {
        return until;
      }
      shorter.add(object.toString());
      return until.minus(off);
    });
    return shorter;
  }

  /// Deletes a shelf, as no store lets anybody.
  void clear(Shelf shelf) throws IOException {
    for (var item : super.list(shelf)) {
      locks.remove(new KeptObject(shelf, item.name()));
      delete(shelf, item.name());
    }
  }

  /// Deletes all that has had its time, as whoever has a writer's login can.
  void plunder() throws IOException {
    for (var object : locks.keySet()) {
      try {
        delete(object.shelf(), object.name());
      } catch (AccessDeniedException kept) {
        // As it should be.
      }
    }
  }
}
