missing() {
    command -v node >/dev/null || echo nodejs
    command -v npm >/dev/null || echo npm
    [[ -e /usr/include/node/node_api.h || -e $(dirname "$(command -v node)")/../include/node/node_api.h ]] || echo libnode-dev
}

# Headers of this Node.js, where node-gyp would download them.
build() {
    export npm_config_nodedir=/usr npm_config_fund=false npm_config_audit=false npm_config_update_notifier=false
    [[ -e /usr/include/node/node_api.h ]] || npm_config_nodedir=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
    mkdir -p "$folder/user"
    npm pack --pack-destination "$folder"
    cd "$folder/user"
    npm init --yes
    npm install --ignore-scripts --fetch-retries=1 "$folder"/libquoth-*.tgz typescript@5 @types/node@20 || skip "npm cannot get what the addon needs"
    npm rebuild libquoth
}

program() {
    cp "$1" "$folder/user"
    (cd "$folder/user" && node "$(basename "$1")" "${@:2}")
}

unit_tests() {
    cp -R tests "$folder/user"
    cd "$folder/user"
    node --test --expose-gc tests/
    node_modules/.bin/tsc --noEmit --strict --module node16 --moduleResolution node16 --target es2022 tests/types.ts
}

cases() { program "$here/tests/cases.mjs" "$@"; }
