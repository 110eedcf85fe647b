package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Some chunks on their way through the pipeline: the reader cuts them, a worker names and stores
/// them, and the list of files takes the names.
final class Segment {
  /// What is read before it is handed on; beside it the longest chunk that was begun has room.
  static final int BYTES = PackFrame.FULL_BYTES + ChunkCutter.LONGEST;

  private final List<Integer> lengths = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private final CountDownLatch stored = new CountDownLatch(1);

  /// Null once a worker gave the room back.
  private byte @Nullable [] room;

  Segment(byte[] room) {
    this.room = room;
  }

  byte[] room() {
    if (room == null) {
      throw new IllegalStateException("a segment that is stored has no bytes any more");
    }
    return room;
  }

  byte[] giveBack() {
    var given = room();
    room = null;
    return given;
  }

  void add(int length) {
    lengths.add(length);
  }

  /// How many chunks were cut.
  int count() {
    return lengths.size();
  }

  List<Integer> lengths() {
    return lengths;
  }

  void put(Chunk chunk) {
    chunks.add(chunk);
  }

  void markStored() {
    stored.countDown();
  }

  boolean isStored() {
    return stored.getCount() == 0;
  }

  void await() throws InterruptedException {
    stored.await();
  }

  /// The names of its chunks, once it is stored.
  List<Chunk> chunks() {
    return chunks;
  }
}
