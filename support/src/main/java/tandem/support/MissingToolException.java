package tandem.support;

/** A program that is needed is not installed; the message says which and how to get it. */
public final class MissingToolException extends RefusedException {
  private static final long serialVersionUID = 1L;

  MissingToolException(ExternalTool tool, Throwable cause) {
    super(
        "missing tool: "
            + tool.command()
            + "; install it with: apt-get install "
            + tool.debianPackage(),
        cause);
  }
}
