package io.github.versionedschema.failure;

/**
 * Marks an exception of a runner whose message tells people all that there is to know;
 * what the server said is part of it.
 */
public interface DescribedFailure {

	/**
	 * Returns whether the same work would fail in the same way again, beyond what the
	 * server's error says about that.
	 */
	default boolean isRepeated() {
		return false;
	}

}
