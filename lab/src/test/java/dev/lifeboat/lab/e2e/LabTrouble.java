package dev.lifeboat.lab.e2e;

import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.lab.setup.RegionInit;
import dev.lifeboat.provider.Fault;
import java.util.List;

/// What can befall the primary's right to write, each to be healed apart from the others.
enum LabTrouble {
  HUNG(new Fault.RegionHung("east")),
  SILENT(new Fault.RegionSilent("east")),
  /// The controller sits at the edge too.
  CUT_FROM_ARBITER(new Fault.LinkCut("east", "edge")),
  CUT_FROM_RECOVERY(new Fault.LinkCut("east", "west")),
  AGENT_FROZEN(null) {
    @Override
    void inject(RunningLab lab) throws Exception {
      signalAgent(lab, Signal.STOP);
    }

    @Override
    void heal(RunningLab lab) throws Exception {
      signalAgent(lab, Signal.CONT);
    }
  },
  ARBITER_LOST(null) {
    @Override
    void inject(RunningLab lab) throws Exception {
      lab.killAgent("edge");
    }

    @Override
    void heal(RunningLab lab) throws Exception {
      lab.startAgent("edge");
    }
  };

  private final Fault fault;

  LabTrouble(Fault fault) {
    this.fault = fault;
  }

  void inject(RunningLab lab) throws Exception {
    lab.lab.faults().inject(fault);
  }

  void heal(RunningLab lab) throws Exception {
    lab.lab.faults().heal(fault);
  }

  private static void signalAgent(RunningLab lab, Signal signal) throws Exception {
    var agent = lab.process("east", RegionInit.AGENT);
    lab.lab.clients().host().kill(signal, List.of(agent.pid()));
  }
}
