package dev.lifeboat.lab.lockedbucket;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Objects in a folder, each with a note of how long it stays. Bytes are durable before their note,
/// and only what has one is there. Thread-safe.
final class LockedObjects {
  private static final String NOTE = ".json";

  private final Path folder;
  private final LockedBucketConfig config;
  private final InstantSource clock;
  private final NavigableMap<String, LockedObject> all = new ConcurrentSkipListMap<>();

  private LockedObjects(Path folder, LockedBucketConfig config, InstantSource clock) {
    this.folder = folder;
    this.config = config;
    this.clock = clock;
  }

  static LockedObjects open(Path folder, LockedBucketConfig config, InstantSource clock)
      throws IOException {
    DurableFile.createFolders(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    DurableFile.removeUnfinished(folder);
    var objects = new LockedObjects(folder, config, clock);
    for (var file : DurableFile.list(folder)) {
      if (file.toString().endsWith(NOTE)) {
        var noted = ProgramJson.read(file, LockedObject.class);
        objects.all.put(noted.key(), noted);
      }
    }
    return objects;
  }

  Optional<LockedObject> find(String key) {
    return Optional.ofNullable(all.get(key));
  }

  /// Those whose keys begin with `prefix` and come after `after`.
  List<LockedObject> list(String prefix, String after, int most) {
    return all.tailMap(prefix, true).values().stream()
        .takeWhile(it -> it.key().startsWith(prefix))
        .filter(it -> it.key().compareTo(after) > 0)
        .limit(most)
        .toList();
  }

  byte[] read(LockedObject object, long offset, int length) throws IOException {
    var bytes = new byte[length];
    try (var file = new RandomAccessFile(bytes(object.key()).toFile(), "r")) {
      file.seek(offset);
      file.readFully(bytes);
    }
    return bytes;
  }

  /// Keeps what is new, or takes the place of what may go.
  ///
  /// @param ifNew whether the caller wants nothing that is there to be touched
  synchronized LockedObject put(String key, byte[] content, boolean ifNew)
      throws IOException, RequestRefusedException {
    var there = find(key);
    if (there.isPresent() && ifNew) {
      throw new RequestRefusedException(412, "PreconditionFailed", key + " is there already");
    }
    requireFree(key);
    var now = clock.instant();
    var object =
        new LockedObject(
            key,
            content.length,
            RequestSignature.hex(RequestSignature.sha256(content)),
            now,
            now.plus(config.retain()),
            false);
    DurableFile.remove(note(key));
    all.remove(key);
    DurableFile.write(bytes(key), content);
    return note(object);
  }

  synchronized void delete(String key) throws IOException, RequestRefusedException {
    requireFree(key);
    DurableFile.remove(note(key));
    all.remove(key);
    DurableFile.remove(bytes(key));
  }

  /// Has it stay longer, never shorter.
  synchronized void retain(LockedObject object, Instant until)
      throws IOException, RequestRefusedException {
    var now = required(object.key());
    if (until.isAfter(clock.instant().plus(config.longest()))) {
      throw RequestRefusedException.attempt("nothing is kept for so long");
    }
    if (until.isBefore(now.until())) {
      throw RequestRefusedException.attempt(now.why());
    }
    note(now.until(until));
  }

  synchronized void hold(LockedObject object, boolean held)
      throws IOException, RequestRefusedException {
    note(required(object.key()).held(held));
  }

  /// As it is now: another request may have deleted it since.
  LockedObject required(String key) throws RequestRefusedException {
    return find(key).orElseThrow(() -> new RequestRefusedException(404, "NoSuchKey", "no " + key));
  }

  private void requireFree(String key) throws RequestRefusedException {
    var there = find(key);
    if (there.isPresent() && there.get().isLocked(clock.instant())) {
      throw RequestRefusedException.attempt(there.get().why());
    }
  }

  private LockedObject note(LockedObject object) throws IOException {
    DurableFile.write(note(object.key()), ProgramJson.write(object));
    all.put(object.key(), object);
    return object;
  }

  private Path note(String key) {
    return folder.resolve(name(key) + NOTE);
  }

  private Path bytes(String key) {
    return folder.resolve(name(key) + ".object");
  }

  private static String name(String key) {
    return RequestSignature.hex(RequestSignature.sha256(key.getBytes(StandardCharsets.UTF_8)));
  }
}
