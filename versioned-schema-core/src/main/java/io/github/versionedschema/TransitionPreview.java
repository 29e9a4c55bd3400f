package io.github.versionedschema;

import org.jspecify.annotations.Nullable;

/**
 * Says what a transition would do now. Uses the checks of the transition and changes
 * nothing: it closes no version and terminates no session. What complete and contract
 * would do to the tables of the oldest version is tried in transactions that are rolled
 * back. They take the same locks as contract, so clients wait for as long, at most for
 * the lock timeout. Other statements are not tried.
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
	 * @throws io.github.versionedschema.failure.LockUnavailableException if the locks of
	 * contract could not be acquired
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
	 * @throws io.github.versionedschema.failure.LockUnavailableException if its locks
	 * could not be acquired
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
