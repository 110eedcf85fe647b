package dev.lifeboat.lab.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.link.LinkConfig;
import dev.lifeboat.lab.link.LinkMain;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramTest {
  @TempDir Path folder;

  @Test
  void an_occupied_port_ends_the_program_with_one_line_that_names_it() throws Exception {
    try (var occupied = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      var admin = new HostPort("127.0.0.1", occupied.getLocalPort());
      var config =
          new LinkConfig("east", admin, List.of(), List.of(), List.of(), new TreeMap<>(), null);

      try (var program = OwnProcess.start(LinkMain.class, folder, config)) {
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.log().lines())
            .singleElement()
            .asString()
            .contains("cannot listen on " + admin);
      }
    }
  }

  @Test
  void a_config_with_an_unknown_field_ends_the_program_with_one_line_that_names_it()
      throws Exception {
    var file =
        Files.writeString(
            folder.resolve("bad.json"),
            """
            {"region": "east", "admin": "127.0.0.1:0", "outbound": [], "inbound": [],
             "through": [], "conditions": {}, "regoin": "east"}
            """);

    try (var program = OwnProcess.startOn(LinkMain.class, folder, file)) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.log().lines()).singleElement().asString().contains("bad.json", "regoin");
    }
  }

  @Test
  void a_config_that_lacks_a_field_says_which() throws Exception {
    var file = Files.writeString(folder.resolve("bad.json"), "{\"region\": \"east\"}");

    try (var program = OwnProcess.startOn(LinkMain.class, folder, file)) {
      assertThat(program.exitCode()).isEqualTo(1);
      assertThat(program.log().lines()).singleElement().asString().contains("admin is missing");
    }
  }
}
