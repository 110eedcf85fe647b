package dev.lifeboat.lab.setup;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.wire.CallSigner;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The passwords of a lab and the secrets of its parts, made once by `up` and kept in a file that
/// only its owner can read.
///
/// @param superuser of every database; used by agents alone
/// @param replication for streaming and base backups
/// @param application what the services write with, and what a fence is proven against
/// @param storage for the buckets
/// @param parts by which the parts of the lab know each other, by name
/// @param form what the lab's parts understand of each other; see [#FORM]
public record Secrets(
    Credential superuser,
    Credential replication,
    Credential application,
    Credential storage,
    Map<String, String> parts,
    @Nullable Integer form) {
  /// Raised by each version whose controller asks agents, keepers, gateways or front doors for
  /// something, or reads something in their state, that those of the version before do not know.
  public static final int FORM = 3;

  private static final JsonMapper JSON = JsonMapper.shared();

  public Secrets {
    if (form == null || form != FORM) {
      throw new IllegalArgumentException(
          "its parts are of form %s and this version asks for form %d, so an %s version of Lifeboat wrote it"
              .formatted(
                  form == null ? 1 : form,
                  FORM,
                  form == null || form < FORM ? "earlier" : "later"));
    }
    parts = Map.copyOf(parts);
  }

  /// New passwords and keys from `random`, which must be a secure one.
  static Secrets create(Topology topology, RandomGenerator random) {
    var parts = new TreeMap<String, String>();
    for (var part : partsOf(topology)) {
      parts.put(part.toString(), KeyRing.newSecret(random));
    }
    return new Secrets(
        credential("lifeboat", random),
        credential("lifeboat_replication", random),
        credential("application", random),
        credential("application", random),
        parts,
        FORM);
  }

  private static List<Caller> partsOf(Topology topology) {
    var parts = new ArrayList<Caller>();
    for (var region : topology.regions().keySet()) {
      parts.add(new Caller(Caller.Kind.AGENT, region));
      parts.add(new Caller(Caller.Kind.KEEPER, region));
      parts.add(new Caller(Caller.Kind.GATEWAY, region));
    }
    parts.add(new Caller(Caller.Kind.AGENT, topology.edge().name()));
    parts.add(controller(topology));
    return parts;
  }

  private static Caller controller(Topology topology) {
    return new Caller(Caller.Kind.CONTROLLER, topology.edge().name());
  }

  /// What the agent of a region or of the edge knows of keys. Every keeper asks for its vote; at
  /// the edge every agent tells of lapses.
  KeyRing ofAgent(Topology topology, String region) {
    var callers = new ArrayList<>(List.of(controller(topology)));
    for (var other : topology.regions().keySet()) {
      callers.add(new Caller(Caller.Kind.KEEPER, other));
      if (region.equals(topology.edge().name())) {
        callers.add(new Caller(Caller.Kind.AGENT, other));
      }
    }
    return KeyRing.of(new Caller(Caller.Kind.AGENT, region), parts, callers);
  }

  KeyRing ofKeeper(String region) {
    return KeyRing.of(
        new Caller(Caller.Kind.KEEPER, region),
        parts,
        List.of(new Caller(Caller.Kind.AGENT, region), new Caller(Caller.Kind.GATEWAY, region)));
  }

  /// A gateway also takes its own word, once the placement confirms it.
  KeyRing ofGateway(Topology topology, String region) {
    return KeyRing.of(
        new Caller(Caller.Kind.GATEWAY, region),
        parts,
        List.of(
            controller(topology),
            new Caller(Caller.Kind.GATEWAY, region),
            new Caller(Caller.Kind.GATEWAY, topology.peerOf(region).name())));
  }

  /// Signs what a controller asks of `part`.
  public CallSigner controllerTo(Topology topology, Caller part) {
    return KeyRing.of(controller(topology), parts, List.of()).signerTo(part);
  }

  private static Credential credential(String user, RandomGenerator random) {
    return new Credential(user, KeyRing.newSecret(random));
  }

  void write(Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    // A temporary file made by DurableFile is readable by its owner alone as well.
    DurableFile.write(file, JSON.writeValueAsBytes(this));
  }

  static Secrets read(Path file) throws IOException {
    return JSON.readValue(Files.readAllBytes(file), Secrets.class);
  }
}
