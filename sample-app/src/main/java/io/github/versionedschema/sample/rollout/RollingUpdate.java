package io.github.versionedschema.sample.rollout;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.versionedschema.sample.server.SharedServer;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * The command of the demonstration.
 */
public final class RollingUpdate {

	private RollingUpdate() {
	}

	/**
	 * Runs the demonstration and ends with status 0 if no request failed and no value
	 * differed, 1 if one did, and 2 if the call is not understood.
	 * @param args what to do; a wrong one shows what there is
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		// The client's default keeps connections for longer than the server does.
		System.setProperty("jdk.httpclient.keepalive.timeout", "10");
		System.exit(run(System.out, args));
	}

	static int run(PrintStream out, String... args) throws IOException, InterruptedException {
		Options options;
		try {
			options = Options.parse(args);
		}
		catch (IllegalArgumentException ex) {
			out.printf("%s%n%n%s%n", ex.getMessage(), Options.USAGE);
			return 2;
		}
		Path folder = Files.createTempDirectory("rolling-update-");
		boolean flawless = false;
		try {
			flawless = run(options, folder, out);
		}
		catch (RolloutException ex) {
			out.println(ex.getMessage());
		}
		if (flawless) {
			FileSystemUtils.deleteRecursively(folder);
		}
		else {
			out.printf("The logs of all instances are in %s%n", folder);
		}
		return flawless ? 0 : 1;
	}

	private static boolean run(Options options, Path folder, PrintStream out) throws IOException, InterruptedException {
		try (SharedServer server = server(options, folder.resolve("postgresql"))) {
			String url = (server == null) ? options.requiredDatabase() : server.url() + "?user=" + server.user();
			HttpClient client = HttpClient.newBuilder()
				.version(HttpClient.Version.HTTP_1_1)
				.connectTimeout(Duration.ofSeconds(5))
				.build();
			out.println((server == null) ? "Using the database given" : server.description());
			try (Platform platform = new Platform(List.of("--spring.datasource.url=" + url), folder, client)) {
				Thread hook = new Thread(platform::close, "stop-instances");
				Runtime.getRuntime().addShutdownHook(hook);
				Report report = new Rollout(platform, new VersionComparison(new DriverManagerDataSource(url)), client,
						options.phase(), out)
					.run(options.requestsPerSecond(), options.abort());
				Runtime.getRuntime().removeShutdownHook(hook);
				report.print(out);
				return report.isFlawless();
			}
		}
	}

	private static @Nullable SharedServer server(Options options, Path folder) {
		return (options.database() == null) ? SharedServer.join(folder) : null;
	}

}
