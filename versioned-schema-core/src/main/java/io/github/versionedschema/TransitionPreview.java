package io.github.versionedschema;

import org.jspecify.annotations.Nullable;

/**
 * Says what a transition would do now. Uses the checks of the transition and changes
 * nothing: it closes no version, terminates no session and takes no lock on a table.
 * Statements that the transition would run are not tried.
 * <p>
 * Each method is refused when its transition would be refused. {@link Outcome#changed()}
 * says whether the transition would change anything.
 */
public interface TransitionPreview {

	/**
	 * Returns what {@link VersionedSchema#complete(String, boolean)} would do.
	 * @param version the oldest version that stays live, or null for the newest version
	 * @param force whether sessions would be terminated
	 * @return what would be done
	 * @throws io.github.versionedschema.failure.RefusedException if complete would be
	 * refused
	 */
	Outcome complete(@Nullable String version, boolean force);

	/**
	 * Returns what {@link VersionedSchema#retire(String, boolean)} would do.
	 * @param version the oldest version that stays live, or null for the newest version
	 * @param force whether sessions would be terminated
	 * @return what would be done
	 * @throws io.github.versionedschema.failure.RefusedException if retire would be
	 * refused
	 */
	Outcome retire(@Nullable String version, boolean force);

	/**
	 * Returns what {@link VersionedSchema#contract(boolean)} would do.
	 * @param force whether sessions would be terminated
	 * @return what would be done
	 * @throws io.github.versionedschema.failure.RefusedException if contract would be
	 * refused
	 */
	Outcome contract(boolean force);

	/**
	 * Returns what {@link VersionedSchema#abort(boolean)} would do.
	 * @param force whether sessions would be terminated
	 * @return what would be done
	 * @throws io.github.versionedschema.failure.RefusedException if abort would be
	 * refused
	 */
	Outcome abort(boolean force);

	/**
	 * Returns what {@link VersionedSchema#revert()} would do.
	 * @return what would be done
	 * @throws io.github.versionedschema.failure.RefusedException if revert would be
	 * refused
	 */
	Outcome revert();

}
