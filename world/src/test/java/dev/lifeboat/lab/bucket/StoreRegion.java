package dev.lifeboat.lab.bucket;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.CallSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One region of a test: a gateway in this process that can be stopped and started, and its store.
final class StoreRegion {
  final BucketConfig config;
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  final S3 store;
  final BucketClient controller;
  private @Nullable BucketNode node;

  StoreRegion(BucketConfig config) {
    this.config = config;
    this.store = new S3(http, config.s3(), config.bucket());
    this.controller =
        new BucketClient(config.admin().http(), RegionKeys.controllerTo(config.region()));
  }

  /// East and west over the two stores, asynchronous unless said otherwise; none is started.
  static List<StoreRegion> pair(
      TwoStores stores, String bucket, Path state, BucketConfig.Mode mode, boolean deletes)
      throws Exception {
    var eastAdmin = TwoStores.freeAddress();
    var westAdmin = TwoStores.freeAddress();
    return List.of(
        region("east", eastAdmin, stores.east, "west", westAdmin, bucket, state, mode, deletes),
        region("west", westAdmin, stores.west, "east", eastAdmin, bucket, state, mode, deletes));
  }

  private static StoreRegion region(
      String name,
      HostPort admin,
      URI store,
      String peer,
      HostPort peerAdmin,
      String bucket,
      Path state,
      BucketConfig.Mode mode,
      boolean deletes)
      throws Exception {
    return new StoreRegion(
        new BucketConfig(
            name,
            TwoStores.freeAddress(),
            admin,
            store,
            bucket,
            deletes,
            mode,
            new BucketConfig.Peer(peer, peerAdmin.http()),
            null,
            RegionKeys.of(name),
            null,
            state.resolve(name)));
  }

  /// The same region, its gateway reaching the store by another address.
  StoreRegion through(URI store) {
    return new StoreRegion(
        new BucketConfig(
            config.region(),
            config.listen(),
            config.admin(),
            store,
            config.bucket(),
            config.replicateDeletes(),
            config.mode(),
            config.peer(),
            config.placement(),
            config.keys(),
            config.keeper(),
            config.state()));
  }

  /// On a person's word, so that what is no candidate can be looked at too.
  void change(BucketRole role, long epoch) throws Exception {
    controller.setRole(role, epoch, new Succession(0, List.of(), Optional.of("ann: a test")));
  }

  StoreRegion start() throws Exception {
    return start(InstantSource.system());
  }

  StoreRegion start(InstantSource clock) throws Exception {
    node = BucketNode.start(config, clock);
    return this;
  }

  void stop() throws Exception {
    if (node != null) {
      node.close();
      node = null;
    }
  }

  StoreRegion as(BucketRole role, long epoch) throws Exception {
    Await.until(config.region() + " is " + role, () -> changed(role, epoch));
    return this;
  }

  private boolean changed(BucketRole role, long epoch) throws Exception {
    try {
      change(role, epoch);
      return true;
    } catch (IOException busyMachine) {
      return false; // The controller would ask again, too: the change is idempotent.
    }
  }

  void awaitReconciled() throws Exception {
    Await.until(config.region() + " is reconciled", () -> controller.state().reconciled());
  }

  /// A synchronous writer only: its clients wait for the peer from now on.
  void awaitProtected() throws Exception {
    Await.until(
        config.region() + " waits for its peer",
        () -> controller.state().reconciled() && !controller.state().answersEarly());
  }

  void awaitShipped() throws Exception {
    Await.until(config.region() + " has shipped all", () -> controller.state().queue() == 0);
  }

  HttpResponse<String> put(String key, String body) throws Exception {
    return send(
        client(key)
            .header("Content-Type", "text/x-test")
            .header("x-amz-meta-colour", "blue")
            .PUT(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String key) throws Exception {
    return send(client(key).DELETE());
  }

  HttpResponse<String> get(String key) throws Exception {
    return send(client(key).GET());
  }

  /// A version as the peer's gateway would ship it.
  int ship(String key, String version, long epoch, String body) throws Exception {
    var path = "/replica/" + ObjectKey.encode(key);
    var signature =
        RegionKeys.peerOf(config.region()).sign("PUT", path, PeerClient.stamp(epoch, version));
    return send(HttpRequest.newBuilder(URI.create(config.admin().http() + path))
            .header(PeerClient.EPOCH, String.valueOf(epoch))
            .header(PeerClient.VERSION, version)
            .header(CallSigner.HEADER, signature)
            .PUT(BodyPublishers.ofString(body)))
        .statusCode();
  }

  /// A request to the admin port, as whoever signed it; with an epoch as the peer names one.
  int admin(String method, String path, String body, String signature) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(config.admin().http() + path))
            .header("Content-Type", "application/json")
            .header(PeerClient.EPOCH, "9")
            .method(method, BodyPublishers.ofString(body));
    if (!signature.isEmpty()) {
      request.header(CallSigner.HEADER, signature);
    }
    return send(request).statusCode();
  }

  /// The content of a key in the store itself, oldest version first.
  List<String> history(String key) throws Exception {
    var bodies = new java.util.ArrayList<String>();
    for (var version : versions(key).reversed()) {
      bodies.add(version.marker() ? "(deleted)" : content(version));
    }
    return bodies;
  }

  List<StoredVersion> versions(String key) throws Exception {
    return store.versions(key).getOrDefault(key, List.of());
  }

  Map<String, List<StoredVersion>> everything() throws Exception {
    return store.versions("");
  }

  HttpResponse<String> deleteQuietly(String... keys) throws Exception {
    var body = new StringBuilder("<Delete><Quiet>true</Quiet>");
    for (var key : keys) {
      body.append("<Object><Key>").append(key).append("</Key></Object>");
    }
    body.append("</Delete>");
    return send(
        clientOf("?delete")
            .header("Content-Type", "application/xml")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  HttpRequest.Builder client(String key) {
    return clientOf(ObjectKey.encode(key));
  }

  /// @param rest of the path after the bucket, and the query
  HttpRequest.Builder clientOf(String rest) {
    return HttpRequest.newBuilder(
        URI.create(config.listen().http() + "/" + config.bucket() + "/" + rest));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String content(StoredVersion version) throws Exception {
    var content = store.get(version.key(), version.id()).orElseThrow();
    try (var body = content.body()) {
      return new String(body.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  public void close() throws Exception {
    stop();
    http.shutdownNow();
  }
}
