package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Goal: whoever opens a report on a phone, at a desk, in the dark or on paper sees all of it.
///
/// Method: Chromium lays out every sample page in every view; `look.js` measures what came of it,
/// once for all tests. Each test asks for one kind of finding.
final class ReportInBrowserTest {
  private static final List<View> VIEWS =
      Stream.concat(
              Stream.of(
                  View.PHONE,
                  View.PHONE.dark(),
                  View.DESKTOP,
                  View.DARK,
                  new View(370, 800, "print", "light"),
                  new View(717, 1040, "print", "dark")),
              IntStream.of(320, 480, 640, 768, 832, 1024)
                  .mapToObj(width -> new View(width, 800, "screen", "light")))
          .toList();

  /// Kept, for whoever wants to see what a finding is about.
  private static final Path FOLDER = Path.of("target", "pages");

  private static final String PICTURES = "target/pictures";
  private static final int MOST_BYTES = 150_000;
  private static final int MOST_TOLD = 10;

  private static Browser browser;
  private static Map<String, Path> pages;
  private static final Map<String, List<String>> FOUND = new LinkedHashMap<>();

  @BeforeAll
  static void every_page_is_looked_at_in_every_view() throws Exception {
    pages = SamplePages.in(FOLDER);
    browser = Browser.open();
    var look = look();
    for (var page : pages.entrySet()) {
      browser.look(View.DESKTOP);
      browser.show(page.getValue());
      for (var view : VIEWS) {
        browser.look(view);
        note(page.getKey() + " at " + view + ": ", browser.run(look, view.width()));
      }
    }
    FOUND.put("console", browser.said());
  }

  @AfterAll
  static void the_browser_ends() {
    if (browser != null) {
      browser.close();
    }
  }

  private static String look() throws IOException {
    try (var in = Objects.requireNonNull(Browser.class.getResourceAsStream("look.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void note(String where, Object wrong) {
    ((Map<?, ?>) wrong)
        .forEach((kind, findings) -> {
          var all = FOUND.computeIfAbsent(String.valueOf(kind), _ -> new ArrayList<>());
          ((List<?>) findings).forEach(finding -> all.add(where + finding));
        });
  }

  private static void none(String... kinds) {
    for (var kind : kinds) {
      var found = Objects.requireNonNull(FOUND.get(kind), kind);
      assertThat(found.stream().limit(MOST_TOLD))
          .as("%s, %d in all; the pages are in browser/%s", kind, found.size(), FOLDER)
          .isEmpty();
    }
  }

  @Test
  void nothing_is_wider_than_the_screen_and_nothing_is_cut() {
    none("wide", "cut");
  }

  @Test
  void texts_of_a_picture_stay_inside_it_apart_and_readable() {
    none("texts", "small");
  }

  @Test
  void the_recovery_is_in_sight_and_labels_leave_room_for_it() {
    none("sight", "labels");
  }

  @Test
  void the_reason_is_as_large_as_the_verdict() {
    none("reason");
  }

  @Test
  void each_fence_is_told_once() {
    none("fences");
  }

  @Test
  void no_row_and_no_card_has_blank_space() {
    none("blank", "halfEmpty");
  }

  @Test
  void facts_are_plain_text_and_no_word_is_broken() {
    none("facts", "broken");
  }

  @Test
  void dark_is_dark_and_paper_is_white() {
    none("ground");
  }

  @Test
  void the_console_is_silent() {
    none("console");
  }

  @Test
  void no_script_runs_on_a_page_and_nothing_is_fetched() {
    for (var page : pages.values()) {
      browser.show(page);
      assertThat(browser.run("return document.querySelectorAll('script, link, img').length"))
          .isEqualTo(0L);
      assertThat(
              browser.run(
                  """
                  document.addEventListener('securitypolicyviolation', refusal =>
                      document.title += ' ' + refusal.effectiveDirective);
                  const script = document.createElement('script');
                  script.textContent = 'document.title = "a script ran"';
                  document.body.append(script);
                  const button = document.createElement('button');
                  button.setAttribute('onclick', 'document.title = "a script ran"');
                  document.body.append(button);
                  button.click();
                  return document.title;
                  """))
          .asString()
          .doesNotContain("a script ran");
    }
  }

  /// Into `target/pictures`, or where `-Dlifeboat.pictures=../docs/images` says.
  @Test
  void pictures_of_the_guide_are_made_and_small() throws IOException {
    var images =
        Files.createDirectories(Path.of(System.getProperty("lifeboat.pictures", PICTURES)));

    picture(images.resolve("report-desktop.png"), SamplePages.PASSED, View.DESKTOP, "h1");
    picture(images.resolve("report-dark.png"), SamplePages.PASSED, View.DARK, "figure");
    picture(images.resolve("report-phone.png"), SamplePages.PASSED, View.PHONE, "figure");
    picture(images.resolve("report-failed.png"), SamplePages.FAILED, View.PHONE, "h1");
  }

  /// @param first what stands at the top of it
  private static void picture(Path file, String page, View view, String first) throws IOException {
    browser.look(view);
    browser.show(pages.get(page));
    browser.run(
        "document.querySelector(arguments[0]).closest('section, main').scrollIntoView()", first);
    assertThat(Files.size(Files.write(file, browser.picture())))
        .as("%s", file)
        .isLessThan(MOST_BYTES);
    assertThat(Path.of("../docs/images").resolve(file.getFileName())).exists();
  }
}
