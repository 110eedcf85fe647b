package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the pages of the examples have a person paste goes into any shell: nothing of it is bash's
/// alone, and a shell at a terminal that takes no remarks is given none.
@Timeout(60)
class ShellBlocksTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```(sh|bash)\n(.*?)```");

  private static final Pattern BASH_ALONE =
      Pattern.compile("\\[\\[|<<<|\\$\\{[@*]:|<\\(|\\blocal |\\bdeclare |(?m)(^|\\s)#");

  @Test
  void blocks_of_a_page_are_for_every_shell() throws Exception {
    int seen = 0;
    for (var page : Checkout.sources(".md")) {
      if (!page.path().startsWith("examples/")) {
        continue;
      }
      var blocks = BLOCK.matcher(page.text()).results().toList();
      for (var block : blocks) {
        assertThat(block.group(1)).as(page.path()).isEqualTo("sh");
        assertThat(block.group(2)).as(page.path()).doesNotContainPattern(BASH_ALONE);
        assertReads(page.path(), block.group(2));
        seen++;
      }
    }
    assertThat(seen).isGreaterThanOrEqualTo(5);
  }

  private static void assertReads(String page, String block) throws Exception {
    var shell = new ProcessBuilder(List.of("sh", "-n", "-c", block)).redirectErrorStream(true);
    var process = shell.start();
    var said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as("%s: %s", page, said).isZero();
  }
}
