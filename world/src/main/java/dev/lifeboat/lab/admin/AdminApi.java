package dev.lifeboat.lab.admin;

import dev.lifeboat.wire.ApiServer;
import dev.lifeboat.wire.CallGuard;
import dev.lifeboat.wire.JsonClient;
import java.io.IOException;
import java.time.Duration;

/// The admin address of a lab program, and the controller's way to it.
public final class AdminApi {
  /// The seconds that a lab program may take to answer.
  private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

  /// A program is looked at however often it is asked for the rest.
  private static final String HEALTH = "health";

  private AdminApi() {}

  /// Answers the controller on the same machine until closed. What a web page could send is
  /// refused; every program of the machine may call.
  public static ApiServer serve(HostPort admin, ApiServer.Handler handler) throws IOException {
    var guard = CallGuard.withoutKeys(admin.host());
    var server = new ApiServer(admin.host(), admin.port(), guard, HEALTH, handler);
    server.begin();
    return server;
  }

  /// A client of [#serve] that gives up within a second: a program that does not answer by then is
  /// to be treated as gone.
  public static JsonClient client(HostPort admin) {
    return new JsonClient(admin.http(), LONGEST_CALL);
  }
}
