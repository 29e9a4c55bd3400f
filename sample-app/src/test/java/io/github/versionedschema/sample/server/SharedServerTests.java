package io.github.versionedschema.sample.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.test.process.JavaCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Tag("thorough")
class SharedServerTests {

	@TempDir
	Path folder;

	@AfterEach
	void stopWhatIsLeft() throws Exception {
		if (Files.exists(this.folder.resolve("data/postmaster.pid"))) {
			SharedServer.join(this.folder).close();
		}
	}

	@Test
	void keepsDataWhenItIsStoppedAndStartedAgain() {
		try (SharedServer server = SharedServer.join(this.folder)) {
			jdbc(server).sql("create table kept (id integer)").update();
		}
		try (SharedServer server = SharedServer.join(this.folder)) {
			assertThat(server.description()).startsWith("Started PostgreSQL ").contains("data in " + this.folder);
			assertThat(jdbc(server).sql("select count(*) from kept").query(Long.class).single()).isZero();
		}
	}

	@Test
	void isDurableAndLocalAndGivesTheApplicationNoSuperuser() {
		try (SharedServer server = SharedServer.join(this.folder)) {
			assertThat(List.of("fsync", "synchronous_commit", "listen_addresses", "is_superuser"))
				.extracting((setting) -> jdbc(server).sql("show " + setting).query(String.class).single())
				.containsExactly("on", "on", "127.0.0.1", "off");
			assertThat(jdbc(server).sql("""
					select pg_get_userbyid(datdba) = current_user from pg_database
					where datname = current_database()""").query(Boolean.class).single()).isTrue();
		}
	}

	@Test
	void isSharedByASecondProcessAndStoppedByTheLast() throws Exception {
		SharedServer here = SharedServer.join(this.folder);
		try (Other other = Other.join(this.folder)) {
			assertThat(other.description).startsWith("Sharing the running PostgreSQL");
			assertThat(other.url).isEqualTo(here.url());
			here.close();
			assertThat(isUp(other.url)).isTrue();
			other.leave();
			assertThat(isUp(other.url)).isFalse();
		}
	}

	@Test
	void goesOnForTheOthersWhenTheProcessThatStartedItIsKilled() throws Exception {
		try (Other first = Other.join(this.folder); SharedServer here = SharedServer.join(this.folder)) {
			first.kill();
			assertThat(isUp(here.url())).isTrue();
			try (Other third = Other.join(this.folder)) {
				assertThat(third.description).startsWith("Sharing the running PostgreSQL");
			}
			here.close();
			assertThat(isUp(here.url())).isFalse();
		}
	}

	@Test
	void isFoundAndStoppedByTheNextWhenAllWereKilled() throws Exception {
		try (Other first = Other.join(this.folder)) {
			first.kill();
			SharedServer next = SharedServer.join(this.folder);
			assertThat(next.url()).isEqualTo(first.url);
			next.close();
			assertThat(isUp(first.url)).isFalse();
		}
	}

	@Test
	void isStartedOnlyOnceBySeveralProcessesAtATime() throws Exception {
		try (Other.Starting one = Other.start(this.folder); Other.Starting two = Other.start(this.folder)) {
			assertThat(List.of(one.await().description, two.await().description))
				.satisfiesOnlyOnce((line) -> assertThat(line).startsWith("Started"))
				.satisfiesOnlyOnce((line) -> assertThat(line).startsWith("Sharing"));
			assertThat(one.await().url).isEqualTo(two.await().url);
		}
	}

	@Test
	void isNotMistakenForAnotherServerThatHasItsPortAndItsProcessNumber(@TempDir Path anotherFolder) throws Exception {
		try (SharedServer another = SharedServer.join(anotherFolder)) {
			Files.createDirectories(this.folder.resolve("data"));
			Files.copy(anotherFolder.resolve("data/postmaster.pid"), this.folder.resolve("data/postmaster.pid"));
			assertThat(Postmaster.in(this.folder.toRealPath().resolve("data"))).isEmpty();
			assertThat(isUp(another.url())).isTrue();
			Files.delete(this.folder.resolve("data/postmaster.pid"));
		}
	}

	@Test
	void sendsThoseAwayWhoAreStillConnectedWhenTheLastLeaves() throws Exception {
		SharedServer server = SharedServer.join(this.folder);
		try (var connection = DriverManager.getConnection(server.url(), server.user(), null)) {
			server.close();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.createStatement().executeQuery("select 1"));
		}
	}

	@Test
	void saysWhyAFolderCannotBeUsed() throws Exception {
		Path file = Files.createFile(this.folder.resolve("file"));
		assertThatExceptionOfType(SharedServerException.class).isThrownBy(() -> SharedServer.join(file))
			.withMessageContaining("The folder " + file + " cannot be used");
	}

	private static JdbcClient jdbc(SharedServer server) {
		return JdbcClient.create(new DriverManagerDataSource(server.url(), server.user(), null));
	}

	private static boolean isUp(String url) {
		try (var connection = DriverManager.getConnection(url, "sample", null)) {
			return connection.isValid(5);
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** Another process that shares the server until it is asked to leave. */
	static final class Other implements AutoCloseable {

		private final Process process;

		private final String url;

		private final String description;

		private Other(Process process, String url, String description) {
			this.process = process;
			this.url = url;
			this.description = description;
		}

		static Other join(Path folder) {
			return start(folder).await();
		}

		static Starting start(Path folder) {
			try {
				return new Starting(JavaCommand.of(Other.class)
					.withArguments(folder.toString())
					.toProcess()
					.redirectError(ProcessBuilder.Redirect.INHERIT)
					.start());
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		public static void main(String[] args) throws IOException {
			try (SharedServer server = SharedServer.join(Path.of(args[0]))) {
				System.out.println("joined " + server.url());
				System.out.println(server.description());
				System.in.read();
			}
		}

		void kill() throws InterruptedException {
			this.process.destroyForcibly().waitFor();
		}

		void leave() throws IOException, InterruptedException {
			try (OutputStream goodbye = this.process.getOutputStream()) {
				goodbye.write('\n');
			}
			assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		}

		@Override
		public void close() throws IOException, InterruptedException {
			if (this.process.isAlive()) {
				leave();
			}
		}

		/** A process that may not have joined yet. */
		static final class Starting implements AutoCloseable {

			private final Process process;

			private Other joined;

			private Starting(Process process) {
				this.process = process;
			}

			Other await() {
				if (this.joined == null) {
					BufferedReader output = this.process.inputReader();
					// The log of the embedded server's library precedes the line.
					String url = output.lines().filter((line) -> line.startsWith("joined ")).findFirst().orElseThrow();
					try {
						this.joined = new Other(this.process, url.substring("joined ".length()), output.readLine());
					}
					catch (IOException ex) {
						throw new UncheckedIOException(ex);
					}
				}
				return this.joined;
			}

			@Override
			public void close() throws IOException, InterruptedException {
				await().close();
			}

		}

	}

}
