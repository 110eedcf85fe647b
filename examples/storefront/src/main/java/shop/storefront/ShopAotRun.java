package shop.storefront;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The training run from which the JVM makes the shop's AOT cache (JEP 514): a whole shop starts
/// beside two stores that refuse, answers, and ends. The build does this once, so that an instance
/// is there in half of the time when a region has to be.
final class ShopAotRun {
  private ShopAotRun() {}

  public static void main(String[] arguments) throws IOException {
    try (var stores = new Stores(settings(freePort()));
        var storefront =
            Storefront.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Shop(stores::rows, stores.objects()))) {
      stores.warmUp();
      ask(storefront.address(), "GET", "/healthz");
      ask(storefront.address(), "GET", "/dbcheck");
      ask(storefront.address(), "PUT", "/orders/me/1");
      ask(storefront.address(), "GET", "/orders/me/1");
    }
  }

  private static Settings settings(int nobody) {
    return Settings.from(
        Map.of(
            "PORT", "0",
            "ORDERS_URL", "jdbc:postgresql://127.0.0.1:" + nobody + "/orders",
            "ORDERS_USER", "training",
            "ORDERS_PASSWORD", "training",
            "IMAGES_ENDPOINT", "http://127.0.0.1:" + nobody,
            "IMAGES_BUCKET", "training",
            "IMAGES_ACCESS_KEY", "training",
            "IMAGES_SECRET_KEY", "training"));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Whatever the answer is: without its stores the shop refuses most.
  private static void ask(InetSocketAddress shop, String method, String path) throws IOException {
    var url = URI.create("http://127.0.0.1:" + shop.getPort() + path).toURL();
    var request = (HttpURLConnection) url.openConnection();
    request.setRequestMethod(method);
    if (method.equals("PUT")) {
      request.setDoOutput(true);
      request.getOutputStream().write("{\"item\":\"a lifeboat\"}".getBytes(StandardCharsets.UTF_8));
    }
    var _ = request.getResponseCode();
    request.disconnect();
  }
}
