# bash completion for quoth

# One of some words, behind those that stand before a comma already
_quoth_list() {
    local before=
    [[ $cur == *,* ]] && before=${cur%,*},
    COMPREPLY=($(compgen -P "$before" -W "$*" -- "${cur##*,}"))
}

_quoth() {
    local cur prev commands='quotes speakers blocks scripts language text report bench'
    COMPREPLY=()
    cur=${COMP_WORDS[COMP_CWORD]}
    prev=${COMP_WORDS[COMP_CWORD - 1]}
    # An equals sign is a word of its own here
    if [[ $cur == '=' ]]; then
        cur=
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    case $prev in
        --format) COMPREPLY=($(compgen -W 'text json jsonl corpus html tei webannotation brat xmi csv markdown' -- "$cur")) ;;
        --type) COMPREPLY=($(compgen -W 'auto text html markdown warc wet corpus' -- "$cur")) ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")) ;;
        --offsets) COMPREPLY=($(compgen -W 'codepoint byte utf16' -- "$cur")) ;;
        --layers) _quoth_list scripts blocks quotes ;;
        --given) _quoth_list speakers quotes ;;
        --fold) _quoth_list kana japanese korean han-bopomofo ;;
        --lang | --charset | --candidates | --speaker | --range | --max-memory | -j | --jobs) ;;
        --speakers | -o | --output) COMPREPLY=($(compgen -f -- "$cur")) ;;
        *)
            if [[ $cur == -* ]]; then
                COMPREPLY=($(compgen -W '--format --type --speaker --speakers --given --charset --lang --candidates --layers --fold
                    --per-block --segments --main-text --range --offsets --color -o --output -j --jobs --max-memory -q --quiet --fail-fast
                    -h --help --version' -- "$cur"))
            else
                ((COMP_CWORD > 1)) || COMPREPLY=($(compgen -W "$commands" -- "$cur"))
                COMPREPLY+=($(compgen -f -- "$cur"))
            fi
            ;;
    esac
}
complete -o filenames -F _quoth quoth
