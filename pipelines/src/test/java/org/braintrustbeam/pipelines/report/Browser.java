package org.braintrustbeam.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.opentest4j.TestAbortedException;

/**
 * A headless Chromium, as Debian's {@code chromium} and {@code chromium-driver} bring it.
 *
 * <p>Where it is missing, tests are skipped and say why; with the environment variable {@code
 * CI=true} or the property {@code conformance.required} they fail.
 */
final class Browser implements AutoCloseable {
  private static final Pattern REQUEST =
      Pattern.compile(
          "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"(.*?)\"");

  private static final String COLOURS =
      """
      return Array.from(document.querySelectorAll('canvas')).map((canvas) => {
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return new Set(new Uint32Array(data.buffer)).size;
      });
      """;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts it with an empty profile in this folder, or ends the test. */
  static Browser start(Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program("chromium"));
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars", // in a picture they are a margin on one side
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(program("chromedriver"))
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  /**
   * Opens a page on a wide bright screen and on a small dark one: everything is drawn, fits, and
   * asks for nothing from anywhere.
   *
   * @param charts how many there are
   * @param picture what the names of the pictures begin with that are left of it
   */
  void requireAllDrawn(Path page, int charts, String picture) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      show(scheme.equals("dark") ? 420 : 1280, scheme);
      open(page);

      assertThat(script("return document.documentElement.dataset.ready"), is("yes"));
      List<Long> colours = colours();
      assertThat(colours, hasSize(charts));
      assertThat(colours, everyItem(greaterThan(10L)));
      assertThat(overflow(), is(lessThanOrEqualTo(0L)));
      assertThat(complaints(), is(empty()));
      assertThat(requests(), is(List.of(page.toUri().toASCIIString())));
      picture(Path.of("target/report-pictures/" + picture + scheme + ".png"));
    }
  }

  private static File program(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> missing(name))
        .toFile();
  }

  private static RuntimeException missing(String program) {
    String message = "No browser to look at the report with: " + program + " is not installed";
    if (Boolean.parseBoolean(System.getenv("CI")) || Boolean.getBoolean("conformance.required")) {
      return new IllegalStateException(message);
    }
    return new TestAbortedException(message);
  }

  /** Opens a file; returns when its scripts have run. */
  void open(Path page) {
    complaints(); // of the page before
    requests();
    driver.get(page.toUri().toString());
  }

  /** What a script returns. */
  Object script(String script) {
    return driver.executeScript(script);
  }

  /**
   * Of each chart, how many different colours are on it. Once a page: the browser complains of
   * more.
   */
  List<Long> colours() {
    return ((List<?>) script(COLOURS)).stream().map(number -> (Long) number).toList();
  }

  /** By how much the page is wider than its window. */
  Long overflow() {
    return (Long)
        script(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** Types into the search of a table, and waits until it has searched. */
  void search(String table, String text) {
    script(
        "const field = document.querySelector('#"
            + table
            + "_wrapper .dt-search input'); field.value = '"
            + text
            + "'; field.dispatchEvent(new Event('input', {bubbles: true}));");
    // The library waits for the next letter.
    for (int i = 0; i < 40 && !searched(table, text); i++) {
      script("return new Promise((done) => setTimeout(done, 50))");
    }
  }

  private boolean searched(String table, String text) {
    return text.equals(script("return new DataTable('#" + table + "').search()"));
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Warnings and errors since the last call: of scripts, of the page's policy, of the network. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(entry -> entry.getMessage())
        .toList();
  }

  /** What was asked for since the last call. */
  List<String> requests() {
    List<String> urls = new ArrayList<>();
    driver
        .manage()
        .logs()
        .get(LogType.PERFORMANCE)
        .forEach(
            entry -> {
              Matcher request = REQUEST.matcher(entry.getMessage());
              if (request.find()) {
                urls.add(request.group(1));
              }
            });
    return urls;
  }

  /** As on a screen of that width whose owner prefers {@code light} or {@code dark}. */
  void show(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** A picture of the whole page, for people. */
  void picture(Path file) throws IOException {
    Map<String, Object> picture =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
