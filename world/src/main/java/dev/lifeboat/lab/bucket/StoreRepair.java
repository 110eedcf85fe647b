package dev.lifeboat.lab.bucket;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes the folder of an S3Mock that was killed readable again: `StoreRepair FOLDER`, run before
/// each start.
///
/// S3Mock writes its JSON files in place, so a kill leaves the one that was being written empty or
/// cut short, and the server then answers every request with an error. What is cut short belongs to
/// a write that nobody was told of, since the gateway forbids what would write a version's file
/// again; so it is taken away. The bucket's index is made again from the objects.
public final class StoreRepair {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INDEX = "bucketMetadata.json";
  private static final String VERSIONS = "versions.json";
  private static final String METADATA = "-objectMetadata.json";
  private static final String DATA = "-binaryData";

  private StoreRepair() {}

  /// Repairs every bucket in the folder that the one argument names.
  public static void main(String[] arguments) throws IOException {
    for (var bucket : DurableFile.folders(Path.of(arguments[0]))) {
      repair(bucket);
    }
  }

  static void repair(Path bucket) throws IOException {
    Map<String, String> objects = new LinkedHashMap<>();
    for (var object : DurableFile.folders(bucket)) {
      var key = repairObject(object);
      key.ifPresent(name -> objects.put(name, String.valueOf(object.getFileName())));
    }
    var index = bucket.resolve(INDEX);
    var present = read(index);
    var whole = present.orElseGet(() -> freshIndex(bucket));
    JsonNode list = JSON.valueToTree(objects);
    if (present.isEmpty() || !list.equals(whole.get("objects"))) {
      whole.set("objects", list);
      write(index, whole);
    }
  }

  /// Takes torn versions away, and the whole object when none is left.
  ///
  /// @return its key; empty when it has no version any more
  private static Optional<String> repairObject(Path object) throws IOException {
    Map<String, JsonNode> sound = new LinkedHashMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(object, "*" + METADATA)) {
      for (var file : files) {
        var name = String.valueOf(file.getFileName());
        var version = name.substring(0, name.length() - METADATA.length());
        var metadata = read(file);
        if (metadata.isPresent()) {
          sound.put(version, metadata.get());
        } else {
          Files.delete(file);
          Files.deleteIfExists(object.resolve(version + DATA));
        }
      }
    }
    if (sound.isEmpty()) {
      FileTree.delete(object);
      return Optional.empty();
    }
    var byTime =
        sound.entrySet().stream()
            .sorted(Comparator.comparingLong(it -> it.getValue().path("lastModified").asLong(0)))
            .map(Map.Entry::getKey)
            .toList();
    return repairVersions(object, byTime)
        ? Optional.of(sound.values().iterator().next().path("key").asString())
        : Optional.empty();
  }

  /// Takes out of the list what is not there. A version is listed before its own files are written,
  /// so that what a readable list lacks was removed by a client, whose files the server leaves.
  ///
  /// @param sound by time; the list where it cannot be read
  /// @return whether any version is left
  private static boolean repairVersions(Path object, List<String> sound) throws IOException {
    var file = object.resolve(VERSIONS);
    var present = read(file);
    var listed =
        present
            .map(list -> list.path("versions").valueStream().map(JsonNode::asString).toList())
            .orElse(sound);
    var kept = listed.stream().filter(sound::contains).toList();
    if (present.isEmpty() || !kept.equals(listed)) {
      var list = present.orElseGet(JSON::createObjectNode);
      list.put("id", String.valueOf(object.getFileName()));
      list.set("versions", JSON.valueToTree(kept));
      write(file, list);
    }
    return !kept.isEmpty();
  }

  /// The index of a versioned bucket, as S3Mock 5.2 writes it.
  private static ObjectNode freshIndex(Path bucket) {
    var index = JSON.createObjectNode();
    index.put("name", String.valueOf(bucket.getFileName()));
    index.put("creationDate", "1970-01-01T00:00:00.000Z");
    index.putObject("versioningConfiguration").put("Status", "Enabled");
    index.put("objectOwnership", "BucketOwnerEnforced");
    index.put("path", bucket.toUri().toString());
    index.put("bucketRegion", "us-east-1");
    return index;
  }

  private static Optional<ObjectNode> read(Path file) throws IOException {
    try {
      // Decoded leniently: it may be cut inside a character.
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return JSON.readTree(text) instanceof ObjectNode node ? Optional.of(node) : Optional.empty();
    } catch (NoSuchFileException | JacksonException missingOrTorn) {
      return Optional.empty();
    }
  }

  private static void write(Path file, ObjectNode content) throws IOException {
    DurableFile.write(file, content.toString().getBytes(StandardCharsets.UTF_8));
  }
}
