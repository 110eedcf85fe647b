package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.Program;
import java.io.IOException;

/// The program: `FrontDoorMain CONFIG`, with a [FrontDoorConfig] as JSON.
public final class FrontDoorMain {
  private FrontDoorMain() {}

  public static void main(String[] arguments) {
    Program.run("front-door", arguments, FrontDoorConfig.class, FrontDoorMain::start);
  }

  @SuppressWarnings("resource") // Lives as long as the process.
  private static void start(FrontDoorConfig config, Program program)
      throws IOException, InterruptedException {
    var _ = FrontDoor.open(config, program::log);
    program.log("up at %s, admin at %s".formatted(config.listen(), config.admin()));
  }
}
