package io.github.versionedschema.session;

/**
 * Is told that an application's version went away under it.
 */
@FunctionalInterface
public interface FenceListener {

	/**
	 * The version was retired or undone while the application used it. Called once, by
	 * the thread that wanted a connection.
	 * @param refusal says which version to deploy instead
	 */
	void fenced(AttachRefusedException refusal);

}
