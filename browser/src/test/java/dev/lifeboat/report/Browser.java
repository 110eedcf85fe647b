package dev.lifeboat.report;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// The Chromium of this machine, without a window. It and its driver are looked for on the PATH, so
/// that nothing is downloaded.
final class Browser implements AutoCloseable {
  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser open() {
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(onPath("chromium"));
    // Who is root has no sandbox; the pages are our own.
    options.addArguments("--headless=new", "--no-sandbox", "--hide-scrollbars");
    options.addArguments("--disable-background-networking", "--disable-component-update");
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath("chromedriver"))
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static File onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException(
                "no %s on the PATH: apt-get install chromium chromium-driver".formatted(program)));
  }

  /// How a page is looked at from now on.
  void look(View view) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width",
            view.width(),
            "height",
            view.height(),
            "deviceScaleFactor",
            1,
            "mobile",
            view.width() < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            view.media(),
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", view.scheme()))));
  }

  void show(Path page) {
    driver.get(page.toUri().toString());
  }

  /// What the script returns.
  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /// What the console has said since it was last asked.
  List<String> said() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::toString)
        .toList();
  }

  /// What is in sight, as a PNG.
  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
