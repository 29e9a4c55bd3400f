package io.github.versionedschema;

/**
 * The result of a transition.
 *
 * @param changed whether anything was changed
 * @param message what was done, or why there was nothing to do, as readable text
 */
public record Outcome(boolean changed, String message) {

	/** Returns an outcome that changed something. */
	public static Outcome done(String message) {
		return new Outcome(true, message);
	}

	/** Returns an outcome of a call that found nothing to do. */
	public static Outcome nothing(String message) {
		return new Outcome(false, message);
	}

}
