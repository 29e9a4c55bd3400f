package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.test.TestDatabase;

/**
 * A series of versions at each of its lengths: a database in which only release 1 is
 * live, one with the first change as well, and so on. Tests work with copies, so that
 * each version is added once.
 */
final class LiveSeries implements AutoCloseable {

	private final List<Releases> lengths = new ArrayList<>();

	private LiveSeries(Releases first) {
		this.lengths.add(first);
	}

	/**
	 * Adds the versions of a series, one after the other.
	 * @param database an empty database, which stays open
	 * @param versions the series
	 */
	static LiveSeries of(TestDatabase database, CaseFile versions) {
		LiveSeries series = new LiveSeries(Releases.installed(database, versions.text("given")));
		try {
			versions.migrations().forEach(series::add);
			return series;
		}
		catch (RuntimeException ex) {
			series.close();
			throw ex;
		}
	}

	private void add(String operations) {
		Releases newest = this.lengths.get(this.lengths.size() - 1);
		Releases next = newest.over(newest.database().copy());
		this.lengths.add(next);
		next.expand(operations);
	}

	/** Returns the releases of a length, whose own database stays as it is. */
	Releases releases(int changes) {
		return this.lengths.get(changes);
	}

	/** Returns a database in which a number of changes are live. */
	TestDatabase copy(int changes) {
		return releases(changes).database().copy();
	}

	@Override
	public void close() {
		this.lengths.stream().skip(1).map(Releases::database).forEach(TestDatabase::close);
	}

}
