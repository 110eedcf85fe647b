<?php
// GET  /healthz                 200 while this server works; asks no database
// GET  /dbcheck, GET /ref       200 while this region's database takes writes, else 503
// POST /ref?client=C&number=N   200 once the row is committed; 503: surely no row; again does no harm
// GET  /ref?client=C&number=N   200 where the row is, 404
declare(strict_types=1);

mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);

function answer(int $status, string $text): never
{
    http_response_code($status);
    header('Content-Type: text/plain');
    exit($text . "\n");
}

function setting(string $name): string
{
    $value = $_SERVER[$name] ?? getenv($name);
    return is_string($value) ? $value : '';
}

function database(): mysqli
{
    $database = mysqli_init();
    $database->options(MYSQLI_OPT_CONNECT_TIMEOUT, 3);
    $database->options(MYSQLI_OPT_READ_TIMEOUT, 5);
    $flags = setting('LAMP_PLAIN') === '' ? MYSQLI_CLIENT_SSL | MYSQLI_CLIENT_SSL_DONT_VERIFY_SERVER_CERT : 0;
    $database->real_connect(
        setting('LAMP_HOST'), setting('LAMP_USER'), setting('LAMP_PASSWORD'), setting('LAMP_DATABASE'), 3306, null, $flags
    );
    return $database;
}

if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) === '/healthz') {
    answer(200, 'alive');
}

$client = $_GET['client'] ?? null;
$number = $_GET['number'] ?? null;
$named = is_string($client) && preg_match('/^[A-Za-z0-9-]{1,64}$/', $client)
    && is_string($number) && preg_match('/^[0-9]{1,18}$/', $number);
if (!$named && ($client !== null || $number !== null)) {
    answer(400, 'client has letters, digits and hyphens, number has digits');
}

try {
    $database = database();
    $writable = $database->query('SELECT @@global.read_only')->fetch_row()[0] === '0';
} catch (mysqli_sql_exception $unreached) {
    answer(503, 'no database');
}

try {
    if ($named && $_SERVER['REQUEST_METHOD'] === 'POST') {
        if (!$writable) {
            answer(503, 'read only');
        }
        $database->execute_query('INSERT IGNORE INTO ref (client, number) VALUES (?, ?)', [$client, $number]);
        answer(200, 'written');
    }
    if ($named) {
        $row = $database->execute_query('SELECT 1 FROM ref WHERE client = ? AND number = ?', [$client, $number])->fetch_row();
        $row === null ? answer(404, 'no such row') : answer(200, 'there');
    }
    $writable ? answer(200, 'ready') : answer(503, 'read only');
} catch (mysqli_sql_exception $unknown) {
    // Nobody knows whether the row was committed.
    answer(500, 'failed');
}
