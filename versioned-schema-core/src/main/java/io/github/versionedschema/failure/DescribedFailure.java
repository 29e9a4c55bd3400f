package io.github.versionedschema.failure;

/**
 * Marks an exception of a runner whose message is complete: it includes the server's
 * message.
 */
public interface DescribedFailure {

	/**
	 * Returns whether the same work would fail in the same way again, even if the
	 * server's error alone does not indicate that.
	 */
	default boolean isRepeated() {
		return false;
	}

}
