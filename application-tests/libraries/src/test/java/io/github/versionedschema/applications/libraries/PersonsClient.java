package io.github.versionedschema.applications.libraries;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes customers through one library, and expects that each live release sees them at
 * once. Others increment the same customers' visits at the same time.
 */
final class PersonsClient implements Client {

	private static final int ADDED = 3;

	private static final int SHARED = 5;

	private final Persons persons;

	/** Customers that only this client changes, in their last state. */
	private final Map<Long, Person> own = new ConcurrentHashMap<>();

	/** Customers that all releases visit, with the number of this client's visits. */
	private final Map<Long, AtomicLong> visited = new ConcurrentHashMap<>();

	private final List<Long> offered = new CopyOnWriteArrayList<>();

	PersonsClient(Persons persons) {
		this.persons = persons;
	}

	@Override
	public void turn(int number, List<Client> peers) {
		List<Person> added = this.persons.add(IntStream.range(0, ADDED)
			.mapToObj((i) -> new Person(0, "Ann" + number, "Abel" + i, 0, (i == 0) ? "" : "of turn " + number))
			.toList());
		added.forEach((person) -> expect(peers, person));
		Person first = added.get(0);
		Person changed = new Person(first.id(), "Bea", "Blum" + number, 0, (number % 2 == 0) ? "changed" : "");
		this.persons.change(changed);
		expect(peers, changed);
		this.own.put(changed.id(), changed);
		if (this.offered.size() < SHARED) {
			this.offered.add(added.get(1).id());
		}
		this.persons.remove(added.get(2).id());
		for (Client peer : peers) {
			List<Long> others = ((PersonsClient) peer).offered;
			if (!others.isEmpty()) {
				Long other = others.get(number % others.size());
				this.persons.visit(other);
				this.visited.computeIfAbsent(other, (id) -> new AtomicLong()).incrementAndGet();
			}
		}
	}

	private static void expect(List<Client> peers, Person person) {
		peers.forEach((peer) -> assertThat(((PersonsClient) peer).persons.find(person.id())).isEqualTo(person));
	}

	@Override
	public void verify(List<Client> peers) {
		this.own.values().forEach((person) -> expect(peers, person));
	}

	/** Returns the number of visits to each customer. */
	Map<Long, Long> visits() {
		Map<Long, Long> visits = new ConcurrentHashMap<>();
		this.visited.forEach((id, number) -> visits.put(id, number.get()));
		return visits;
	}

	/** Returns how many visits to a customer are stored. */
	long storedVisits(long id) {
		return this.persons.find(id).visits();
	}

}
