package dev.lifeboat.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// macOS and other systems without `/proc`: asks ps(1) for processes with their environment and
/// lsof(8) for their current folders, which both show one's own processes without privilege.
final class PsScan implements ProcessScan {
  private static final long TOOL_SECONDS = 10;
  private static final Pattern LINE =
      Pattern.compile("\\s*(\\d+)\\s+(\\d+)\\s+(\\S+)\\s*(.*)", Pattern.DOTALL);
  private static final Pattern MARKER = Pattern.compile("(?:^| )(LIFEBOAT_[A-Z]+)=(\\S*)");

  @Override
  public List<Seen> look() throws IOException, InterruptedException {
    var processes = run(List.of("ps", "-axwwE", "-o", "pid=,ppid=,stat=,command="));
    return parse(processes, run(List.of("lsof", "-w", "-d", "cwd", "-F", "pn")));
  }

  static List<Seen> parse(String processes, String folders) {
    var directories = directories(folders);
    var seen = new ArrayList<Seen>();
    for (var line : processes.split("\n", -1)) {
      var fields = LINE.matcher(line);
      if (!fields.matches() || fields.group(3).startsWith("Z")) {
        continue;
      }
      long pid = Long.parseLong(fields.group(1));
      var process = new LivingProcess(pid, fields.group(4).trim(), fields.group(3).startsWith("T"));
      seen.add(
          new Seen(
              process,
              Long.parseLong(fields.group(2)),
              directories.getOrDefault(pid, ""),
              markers(fields.group(4))));
    }
    return seen;
  }

  private static Map<Long, String> directories(String folders) {
    var directories = new HashMap<Long, String>();
    long pid = 0;
    for (var line : folders.split("\n", -1)) {
      if (line.startsWith("p")) {
        pid = Long.parseLong(line.substring(1).trim());
      } else if (line.startsWith("n")) {
        directories.put(pid, line.substring(1));
      }
    }
    return directories;
  }

  private static Map<String, String> markers(String command) {
    var markers = new TreeMap<String, String>();
    var found = MARKER.matcher(command);
    while (found.find()) {
      markers.put(found.group(1), found.group(2));
    }
    return markers;
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    var tool = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    tool.getOutputStream().close();
    // Ends a tool that hangs, so that the read below comes to its end too.
    CompletableFuture.delayedExecutor(TOOL_SECONDS, TimeUnit.SECONDS)
        .execute(tool::destroyForcibly);
    var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    tool.waitFor();
    return said;
  }
}
