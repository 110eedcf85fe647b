package dev.lifeboat.vault;

import dev.lifeboat.vault.BackupResult.AbsentPath;
import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeRecord.Absent;
import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Brings one snapshot back. A file of which anything is damaged is not left behind in part.
final class RestoreRun {
  private static final String TAKEN = "something else has its name";

  private final ChunkIndex index;
  private final PackReader packs;
  private final VaultKeys keys;
  private final VaultProgress progress;
  private final AttributeWriter attributes = new AttributeWriter();
  private final Set<RestoreFile> unfinished = ConcurrentHashMap.newKeySet();
  private final List<VaultDamage> damages = new ArrayList<>();
  private final List<AbsentPath> absent = new ArrayList<>();
  private final List<Node> folders = new ArrayList<>();
  private final List<Node> links = new ArrayList<>();
  private final List<Node> symbolicLinks = new ArrayList<>();
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final RestoreFolders made = new RestoreFolders();
  private final PartNames parts;
  private @Nullable RestoreFile open;

  RestoreRun(
      ChunkIndex index, PackReader packs, VaultKeys keys, PartNames parts, VaultProgress progress) {
    this.parts = parts;
    this.index = index;
    this.packs = packs;
    this.keys = keys;
    this.progress = progress;
  }

  RestoreResult restore(Manifest manifest, List<VaultPath> only, Path target)
      throws IOException, InterruptedException {
    return restore(manifest, RestorePart.of(only, tree(manifest)), target);
  }

  RestoreResult restore(Manifest manifest, RestorePart part, Path target)
      throws IOException, InterruptedException {
    made.makeTarget(target);
    if (part.isAll() && manifest.snapshot().totals().bytes() > Gcm.WORTH_WARMING) {
      Gcm.warm();
    }
    try (var crew = new RestoreCrew(index, packs, keys, this::ended)) {
      read(manifest, part, target, crew);
      crew.end();
      for (var link : links) {
        link(link, part, target);
      }
      // After all files, so that none is written through one.
      for (var link : symbolicLinks) {
        symbolicLink(link, part, target);
      }
      // Before they get modes by which nobody may read them.
      made.force();
      for (var folder : folders.reversed()) {
        attributes.write(folder.path().below(target), folder.attributes(), false);
      }
    } catch (IOException | InterruptedException | RuntimeException stopped) {
      // After a power cut they stay, but under no name that was backed up.
      for (var file : unfinished) {
        remove(file, stopped);
      }
      throw stopped;
    }
    return new RestoreResult(
        manifest.snapshot(), files.get(), bytes.get(), damages, absent, attributes.plain());
  }

  private static void remove(RestoreFile file, Exception why) {
    try {
      file.remove();
    } catch (IOException stays) {
      why.addSuppressed(stays);
    }
  }

  private TreeReader tree(Manifest manifest) {
    return new TreeReader(new ChunkReader(index, packs, keys), manifest);
  }

  private void read(Manifest manifest, RestorePart part, Path target, RestoreCrew crew)
      throws IOException, InterruptedException {
    var tree = tree(manifest);
    var last = VaultPath.ROOT;
    boolean ended = false;
    while (!ended) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      try {
        var next = tree.next();
        ended = next.isEmpty();
        if (next.isPresent()) {
          last = next.get() instanceof Node node ? node.path() : last;
          take(next.get(), part, target, crew);
        }
      } catch (DamageException lost) {
        damage(VaultDamage.of(last.toString(), "a part behind it is lost of " + lost.getMessage()));
        end(crew, "the list of files is damaged");
      }
      long total = part.isAll() ? manifest.snapshot().totals().files() : 0;
      progress.at("restore", files.get(), total, bytes.get());
    }
    end(crew, "the list of files is damaged");
  }

  private void take(TreeRecord record, RestorePart part, Path target, RestoreCrew crew)
      throws IOException, InterruptedException {
    switch (record) {
      case Node node -> {
        end(crew, "the list of files is damaged");
        if (part.has(node)) {
          node(node, part, target);
        }
      }
      case Run(var chunks) -> {
        var file = open;
        if (file != null) {
          for (var chunk : chunks) {
            want(chunk, file, crew);
          }
        }
      }
      case End(var length) -> {
        var file = open;
        if (file != null) {
          end(crew, file.at() == length ? null : "the list of files lacks a part of it");
        }
      }
      case Absent(var path, var why) -> {
        var file = open;
        if (file != null && file.name().equals(path)) {
          file.markAbsent();
          end(crew, null);
        }
        if (part.has(path)) {
          absent.add(new AbsentPath(path, why));
        }
      }
    }
  }

  private void node(Node node, RestorePart part, Path target) throws IOException {
    var path = part.name(node).below(target);
    var parent = path.getParent();
    if (parent != null && !path.equals(target) && !made.makeAll(parent)) {
      damage(VaultDamage.of(part.told(node).toString(), TAKEN));
      return;
    }
    switch (node.kind()) {
      case FOLDER -> {
        if (made.make(path)) {
          folders.add(node);
        } else {
          damage(VaultDamage.of(part.name(node).toString(), TAKEN));
        }
      }
      case FILE -> {
        var file = new RestoreFile(part.told(node), path, parts.beside(path), node.attributes());
        unfinished.add(file);
        open = file;
      }
      case LINK -> symbolicLinks.add(node);
      // Once it is known that the file could be restored.
      case SAME -> links.add(node);
    }
  }

  private void want(PackDirectory.Chunk chunk, RestoreFile file, RestoreCrew crew)
      throws IOException, InterruptedException {
    long at = file.at();
    file.grow(chunk.bytes(), chunk.id().isHole());
    if (chunk.id().isHole()) {
      return;
    }
    var place = index.place(chunk.id());
    if (place.isEmpty() || place.get().bytes() != chunk.bytes()) {
      file.damage("a chunk of it is missing");
    } else if (!file.isLost()) {
      crew.add(new RestoreCrew.Piece(file, at, chunk.id(), place.get()));
    }
  }

  /// The list has no more of the file that is open.
  ///
  /// @param wrong why it cannot be whole; null if it can
  private void end(RestoreCrew crew, @Nullable String wrong) throws IOException {
    var file = open;
    open = null;
    if (file != null) {
      if (wrong != null) {
        file.damage(wrong);
      }
      crew.release(file);
    }
  }

  private void ended(RestoreFile file) throws IOException {
    if (file.isLost()) {
      file.remove();
      if (!file.isAbsent()) {
        damage(VaultDamage.of(file.name().toString(), file.damage().orElse("")));
      }
    } else {
      file.complete(attributes);
      appear(file);
    }
    unfinished.remove(file);
  }

  private void appear(RestoreFile file) throws IOException {
    synchronized (unfinished) {
      if (file.appear()) {
        files.incrementAndGet();
        bytes.addAndGet(file.bytes());
        return;
      }
    }
    file.remove();
    damage(VaultDamage.of(file.name().toString(), TAKEN));
  }

  private void damage(VaultDamage damage) {
    synchronized (damages) {
      damages.add(damage);
    }
  }

  /// A list that no walk made may have a folder of the same name, which is made by now.
  private void symbolicLink(Node node, RestorePart part, Path target) throws IOException {
    var path = part.name(node).below(target);
    try {
      Files.createSymbolicLink(path, node.target().toPath());
    } catch (FileAlreadyExistsException another) {
      damage(VaultDamage.of(part.name(node).toString(), TAKEN));
      return;
    }
    attributes.write(path, node.attributes(), true);
  }

  private void link(Node node, RestorePart part, Path target) throws IOException {
    var name = part.name(node);
    var first = part.first(node);
    if (name.equals(first)) {
      return;
    }
    var file = first.below(target);
    if (Files.exists(file)) {
      try {
        Files.createLink(name.below(target), file);
      } catch (FileAlreadyExistsException another) {
        damage(VaultDamage.of(name.toString(), TAKEN));
      }
    } else {
      damage(VaultDamage.of(name.toString(), "it is the same file as " + first));
    }
  }
}
