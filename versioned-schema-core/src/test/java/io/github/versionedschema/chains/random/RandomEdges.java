package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

import io.github.versionedschema.chains.table.Keys;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.chains.table.RandomWrites;

/**
 * Generates the changes between neighbouring versions, each on what the one before
 * leaves.
 */
public final class RandomEdges {

	private final long seed;

	private final Random random;

	private final List<RandomTable> tables;

	/** The tables in each version, as chains without operations. */
	private final List<List<RandomChain>> versions = new ArrayList<>();

	private List<RandomChain> proposed = List.of();

	/**
	 * Creates it.
	 * @param references for each table the tables that its columns reference, in the
	 * columns' order
	 */
	RandomEdges(long seed, Random random, List<RandomTable> tables, List<List<Integer>> references) {
		this.seed = seed;
		this.random = random;
		this.tables = List.copyOf(tables);
		this.versions.add(IntStream.range(0, tables.size())
			.mapToObj((index) -> new RandomChain(random, tables.get(index), references.get(index)))
			.toList());
	}

	/** Returns the changes of one table without references. */
	public static RandomEdges ofOneTable(long seed) {
		Random random = new Random(seed * 15_485_863);
		return new RandomEdges(seed, random, List.of(RandomTable.of(random)), List.of(List.of()));
	}

	/** Returns the tables of the first version. */
	public List<RandomTable> tables() {
		return this.tables;
	}

	/** Returns the writes of the first version, by table. */
	public List<RandomWrites> writes(Random values) {
		Family unchanged = new Family(this.seed,
				this.versions.get(0).stream().map((chain) -> chain.chain(this.seed, List.of())).toList(), List.of());
		return IntStream.range(0, this.tables.size()).mapToObj((index) -> {
			Chain chain = unchanged.chains().get(index);
			return new RandomWrites(values, chain.older(), chain.table().upserts(), Keys.all(RandomTable.ROWS), 20,
					unchanged.targets(index, Chain::older));
		}).toList();
	}

	/** Returns possible changes of the next version. */
	public Family propose(ToIntFunction<Random> operations) {
		this.proposed = newest().stream().map(RandomChain::next).toList();
		return propose(this.proposed, operations);
	}

	/**
	 * Returns possible changes of the next version, in tables that no other of the given
	 * number of versions before it changes.
	 */
	public Family proposeApart(int edges, ToIntFunction<Random> operations) {
		this.proposed = newest().stream().map(RandomChain::next).toList();
		int edge = (this.versions.size() - 1) % edges;
		List<RandomChain> own = new ArrayList<>();
		for (int index = edge; index < this.proposed.size(); index += edges) {
			own.add(this.proposed.get(index));
		}
		return propose(own, operations);
	}

	private Family propose(List<RandomChain> changing, ToIntFunction<Random> operations) {
		Migrations migrations = new Migrations(this.random);
		int count = operations.applyAsInt(this.random);
		for (int tries = 0; tries < count || migrations.isEmpty(); tries++) {
			RandomChain chain = changing.get(this.random.nextInt(changing.size()));
			int before = chain.operations().size();
			chain.addOperation(this.proposed);
			chain.operations().subList(before, chain.operations().size()).forEach(migrations::add);
		}
		return new Family(this.seed, this.proposed.stream().map((chain) -> chain.chain(this.seed, List.of())).toList(),
				migrations.texts());
	}

	private List<RandomChain> newest() {
		return this.versions.get(this.versions.size() - 1);
	}

	/** Makes the last proposal the newest version. */
	public void accept() {
		this.versions.add(this.proposed.stream().map(RandomChain::next).toList());
	}

	/** Forgets the newest version. */
	public void withdraw() {
		this.versions.remove(this.versions.size() - 1);
	}

}
