package io.github.versionedschema.chains;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.chains.table.Keys;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.chains.table.RandomWrites;
import io.github.versionedschema.chains.table.Side;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The clients of all versions of one table. The rows are divided among the versions, and
 * each client writes rows of its own.
 */
final class Writers implements AutoCloseable {

	/** Initial number of rows. */
	static final int ROWS = 800;

	private static final int OF_EACH_VERSION = 2;

	private static final int WRITES = 15;

	/** More than a client inserts before its version is withdrawn. */
	private static final int KEYS = 800;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Map<Integer, List<Writer>> writers = new TreeMap<>();

	private final LiveVersions versions;

	private final int owners;

	private int started;

	/**
	 * Creates it, without clients.
	 * @param versions the live versions
	 * @param most the highest number of a version
	 */
	Writers(LiveVersions versions, int most) {
		this.versions = versions;
		this.owners = most * OF_EACH_VERSION;
	}

	/** Starts clients of a version, with a copy of the table as it sees it now. */
	void start(int version) {
		this.versions.makeTwin(version, 0);
		Side side = this.versions.sides(version).get(0);
		RandomTable table = this.versions.tables().get(0);
		List<Writer> started = new ArrayList<>();
		for (int number = 0; number < OF_EACH_VERSION; number++) {
			int owner = (version - 1) * OF_EACH_VERSION + number;
			Random random = new Random(this.versions.seed() * 1_000 + this.started * this.owners + owner);
			RandomWrites writes = new RandomWrites(random, side, table.upserts(), new Keys(owner, this.owners, ROWS),
					ROWS / this.owners + this.started * KEYS);
			started.add(new Writer(random, this.versions.releases().attached(version, number + 1),
					this.versions.releases().observer(Sessions.twinSchema(version)), writes, side));
		}
		this.writers.put(version, started);
		this.started++;
	}

	/** Closes the sessions of a version, which the server may notice with a delay. */
	void stop(int version) {
		List<Writer> stopped = this.writers.remove(version);
		if (stopped != null) {
			stopped.forEach(Writer::close);
			Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> this.versions.releases().isUnused(version));
		}
	}

	/** Returns the number of the version whose clients write, or wrote, a row. */
	int version(long key) {
		return 1 + Keys.owner(key, this.owners) / OF_EACH_VERSION;
	}

	/** Returns whether a row is written by a client. */
	boolean writes(long key) {
		return this.writers.containsKey(version(key));
	}

	/** Returns the keys of the rows of all clients. */
	Keys keys() {
		return new Keys(0, this.owners, ROWS);
	}

	/**
	 * Runs something while all clients write.
	 * @param unrelated the identity of the column that clients also update in rows of
	 * others, or null
	 */
	void during(Runnable transition, @Nullable Integer unrelated) {
		AtomicBoolean stopped = new AtomicBoolean();
		List<Future<?>> futures = new ArrayList<>();
		for (List<Writer> some : this.writers.values()) {
			for (Writer writer : some) {
				futures.add(this.threads.submit(() -> writer.write(stopped, WRITES, unrelated)));
			}
		}
		try {
			transition.run();
		}
		finally {
			stopped.set(true);
			futures.forEach(this::await);
		}
	}

	private void await(Future<?> future) {
		try {
			future.get();
		}
		catch (ExecutionException ex) {
			throw new AssertionError(String.valueOf(this.versions), ex.getCause());
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
		this.writers.values().forEach((some) -> some.forEach(Writer::close));
	}

}
