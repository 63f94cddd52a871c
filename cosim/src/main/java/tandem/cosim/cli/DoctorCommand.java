package tandem.cosim.cli;

import picocli.CommandLine.Command;

/** Listed here for --help; the launcher answers it itself, so that it works without Java. */
@Command(
    name = "doctor",
    description = "Says what is installed, what is missing and the command that installs it.")
final class DoctorCommand implements Runnable {
  @Override
  public void run() {
    System.err.println("tandem: doctor is a script, start it with ./tandem doctor");
  }
}
