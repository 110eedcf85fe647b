# fish completion for lifeboat:  lifeboat completion fish | source
# What could stand next is asked of lifeboat itself, so that plans, workloads and runs are offered too.
function __lifeboat_complete
    set -l words (commandline -opc)
    set -l begun (commandline -ct)
    for line in ($words[1] complete -- $words[2..-1] "$begun" 2>/dev/null)
        switch $line
            case ':plan' ':file'
                __fish_complete_path "$begun"
            case ':folder'
                __fish_complete_directories "$begun"
            case '*'
                echo $line
        end
    end
end
complete -c lifeboat -f -a '(__lifeboat_complete)'
